/** A room, its trunks on a clock that stands still, and a fake switchboard in memory. */
import { parseSwitchboard } from "@partyline/relay";
import { encodeHostPublicKeys, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { settle } from "@partyline/testkit";
import { LIMITS } from "../../src/limits.ts";
import type { DialTrunk, SwitchboardStatus, TrunkSocketEvents } from "../../src/listeners/trunk/index.ts";
import { Trunks } from "../../src/listeners/trunk/index.ts";
import { RoadMeters } from "../../src/metrics.ts";
import { SwitchboardBook } from "../../src/switchboard-book.ts";
import { keys, roomId, stage } from "../people.ts";
import { FakeSwitchboard } from "./fake-switchboard.ts";
import { FakeTrunk } from "./fake-trunk.ts";

const url = "http://talk.local:2526";
const { authority } = parseSwitchboard(url);

/** A room, its trunks, and a switchboard whose line can be cut, frozen and filled. */
export function scene(random = 0) {
  const { room, clock, log } = stage();
  const board = new FakeSwitchboard();
  const dials: number[] = [];
  const line = { up: true, silent: false, answers: true, takes: true, closes: [] as number[] };
  const wires: TrunkSocketEvents[] = [];
  const dial: DialTrunk = (_, events) => {
    dials.push(clock.monotonic());
    wires.push(events);
    let trunk: FakeTrunk | undefined;
    let over = false;
    const end = (code: number) => {
      if (over) return;
      over = true;
      trunk?.ended();
      events.closed(code, undefined);
    };
    queueMicrotask(() => {
      if (line.silent) return;
      if (!line.up) return end(1006);
      events.open();
      const send = (bytes: Uint8Array) => queueMicrotask(() => over || events.message(bytes.slice(), true));
      trunk = new FakeTrunk(board, { send, close: (code) => queueMicrotask(() => end(code)) }, authority);
    });
    return {
      write: (message) => {
        const copy = message.slice();
        queueMicrotask(() => over || trunk?.received(copy));
        return line.takes;
      },
      ping: () => void (line.answers && queueMicrotask(() => over || events.alive())),
      close: (code) => {
        line.closes.push(code);
        queueMicrotask(() => end(code));
      },
      terminate: () => queueMicrotask(() => end(1006)),
    };
  };
  const idle = clock.waiting;
  const trunks = new Trunks({
    agent: "partyline/test",
    dial,
    ground: {
      clock,
      random: () => random,
      limits: LIMITS,
      logger: () => {},
      meters: new RoadMeters(),
      ed25519: nodeProvider.ed25519,
    },
  });
  const told: SwitchboardStatus[] = [];
  /** Where this device is now. */
  const here = { addresses: [{ address: "192.168.1.7", port: 2525 }] };
  const placed = {
    id: roomId,
    keys: encodeHostPublicKeys(publicKeysOf(keys)),
    signSeed: keys.signSeed,
    host: room,
    book: new SwitchboardBook(log, clock.now, nodeProvider.ed25519),
    card: () => ({ name: "Club", by: "Olga", password: false }),
    addresses: () => here.addresses,
  };
  const join = (shareAddresses = false) =>
    trunks.join(placed, { url, listed: true, shareAddresses }, (status) => told.push(status));
  /** Lets everything that is due come about. */
  const rest = async () => {
    for (let i = 0; i < 5; i++) await settle();
  };
  return { log, room, clock, board, dials, line, wires, trunks, told, here, placed, join, rest, idle };
}
