import { encodeHello, encodeTombstone, encodeUnregister, relayCloseCodeOf } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { keysOf, tombstoneOf } from "../keys.ts";
import { stage } from "./stage.ts";

const OFFLINE = relayCloseCodeOf("OFFLINE");
const ONLINE = relayCloseCodeOf("ONLINE");

type Options = Parameters<typeof stage>[0];

/** A trunk that is through its hello, and a room that is no more. */
function grave(options: Options = {}) {
  const scene = stage(options);
  const host = scene.trunk();
  host.send(encodeHello({ v: 1 }));
  const answers = () => host.of("buried").map(({ buried }) => buried);
  const tombstone = tombstoneOf(scene.room);
  /** The directory keeps it. */
  const keep = () => {
    scene.tombstones.set(tombstone.room, tombstone.frame);
    scene.burials.shift()?.(undefined);
  };
  return { scene, host, answers, tombstone, keep };
}

describe("a tombstone", () => {
  test("R3.11, R3.12 is answered when it is kept; then who dials is shown it, and who waits is told to dial", () => {
    const { scene, host, answers, tombstone, keep } = grave();
    const [waits, other] = [scene.waiting(), scene.waiting(keysOf("other").room)];
    host.send(tombstone.bytes);
    expect([scene.registry, answers()]).toEqual([[`bury ${tombstone.room}`], []]);
    expect([scene.client().messages, waits.closed]).toEqual([[], undefined]);
    keep();
    expect(answers()).toEqual([{ room: tombstone.room }]);
    expect([waits.closed, other.closed]).toEqual([ONLINE, undefined]);
    const client = scene.client();
    expect([client.messages, client.closed]).toEqual([[Buffer.from(tombstone.frame)], OFFLINE]);
    expect(scene.waiting().closed).toBe(ONLINE);
    expect(scene.client(keysOf("other").room).messages).toEqual([]);
    expect(scene.exchange.census).toMatchObject({ circuits: 0, waiting: 1 });
  });

  test("R3.12 who had dialled before, and says its first word now, is shown it", () => {
    const { scene, tombstone, keep } = grave();
    const host = scene.host();
    const client = scene.client();
    host.send(encodeUnregister(1));
    host.send(tombstone.bytes);
    keep();
    client.say("hello");
    expect([client.messages, client.closed]).toEqual([[Buffer.from(tombstone.frame)], OFFLINE]);
  });

  test("R3.10 it needs a hello and no registration", () => {
    const { scene, tombstone } = grave();
    const host = scene.trunk();
    host.send(tombstone.bytes);
    expect(host.closed).toBe(relayCloseCodeOf("UNEXPECTED_FRAME"));
  });

  test("R3.11 forged, it is BAD_SIGNATURE: nobody is told, and the trunk goes on", () => {
    const { scene, host, answers, tombstone } = grave();
    const other = keysOf("other");
    const waits = scene.waiting();
    const keys = (of: { keys: string }) => Buffer.from(of.keys, "base64url");
    host.send(tombstoneOf(scene.room, 5, other.seed).bytes);
    host.send(encodeTombstone(keys(other), tombstone.frame));
    host.send(encodeTombstone(keys(scene.room), tombstoneOf(other).frame));
    expect(answers().map(({ room, code }) => [room, code])).toEqual([
      [scene.room.room, "BAD_SIGNATURE"],
      [other.room, "BAD_SIGNATURE"],
      [scene.room.room, "BAD_SIGNATURE"],
    ]);
    expect([scene.registry, waits.closed, host.closed]).toEqual([[], undefined, undefined]);
  });

  test("R3.11 a room that a trunk has lives: DISPLACED, and nobody is told", () => {
    const { scene, host, answers, tombstone } = grave();
    const living = scene.host();
    const { client } = scene.member(living);
    for (const from of [host, living]) from.send(tombstone.bytes);
    expect([answers()[0]?.code, living.of("buried")[0]?.buried.code]).toEqual(["DISPLACED", "DISPLACED"]);
    expect([scene.burials, client.closed]).toEqual([[], undefined]);
    expect(scene.client().messages).toEqual([]);
  });

  test("R3.13 while the room is registered nobody is shown it", () => {
    const { scene, host, tombstone, keep } = grave();
    host.send(tombstone.bytes);
    keep();
    scene.host();
    const client = scene.client();
    expect([client.messages, client.closed]).toEqual([[], undefined]);
  });

  test("R3.11 what the directory does not take is told with its code; nobody is told anything", () => {
    const { scene, host, answers, tombstone } = grave();
    const waits = scene.waiting();
    host.send(tombstone.bytes);
    scene.burials.shift()?.("STALE");
    expect(answers()).toMatchObject([{ room: tombstone.room, code: "STALE" }]);
    expect(answers()[0]?.detail).not.toBe("");
    expect(waits.closed).toBeUndefined();
  });

  test("R3.11 a host that is gone by then needs no answer", () => {
    const { scene, host, tombstone, keep } = grave();
    const waits = scene.waiting();
    host.send(tombstone.bytes);
    host.session.closed(1006);
    keep();
    expect(waits.closed).toBe(ONLINE);
  });

  test("R7.2 above the budget of its address it is RATE, before its signature is looked at", () => {
    const { scene, host, answers, tombstone } = grave({ limits: { burials: { burst: 2, perSecond: 1 } } });
    const forged = tombstoneOf(scene.room, 5, keysOf("other").seed).bytes;
    for (const bytes of [forged, forged, forged, tombstone.bytes]) host.send(bytes);
    expect(answers().map(({ code }) => code)).toEqual(["BAD_SIGNATURE", "BAD_SIGNATURE", "RATE", "RATE"]);
    scene.pass(1_000);
    host.send(tombstone.bytes);
    expect(scene.burials).toHaveLength(1);
  });
});
