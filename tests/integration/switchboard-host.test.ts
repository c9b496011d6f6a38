/** A host on a real switchboard, with bare clients on circuits: what goes up the trunk, and what the directory says. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Host, type HostedRoom, type HostOptions, openHost } from "@partyline/host";
import {
  type Batch,
  type Command,
  decodeBatch,
  decodeHostMessage,
  encodeCommand,
  type HostMessage,
  type Welcome,
} from "@partyline/protocol";
import { circuitUrl, parseSwitchboard } from "@partyline/relay";
import { ClientChannel, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { openSwitchboard, type Switchboard } from "@partyline/switchboard";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

const seedOf = (name: string) => nodeProvider.sha256(new TextEncoder().encode(name));
const owner = { name: "Olga", key: (id: string) => memberKeyFor(nodeProvider, seedOf("Olga"), id).public };

type Since = Extract<Command, { type: "hello" }>["since"];

let installations = 0;

/** A client on a circuit. */
class Caller {
  readonly messages: HostMessage[] = [];
  readonly batches: Batch[] = [];
  closed: number | undefined;
  readonly #socket: WebSocket;
  readonly #channel: ClientChannel;
  #wake: (() => void)[] = [];

  static async join(board: Switchboard, room: HostedRoom, name: string, since?: Since): Promise<Caller> {
    const caller = new Caller(board, room, name, since);
    await caller.until(() => caller.welcome);
    return caller;
  }

  constructor(board: Switchboard, room: HostedRoom, name: string, since?: Since) {
    this.#socket = new WebSocket(circuitUrl(parseSwitchboard(board.url), room.id), {
      perMessageDeflate: false,
    });
    this.#channel = new ClientChannel({
      provider: nodeProvider,
      roomId: room.id,
      host: room.keys,
      memberKey: memberKeyFor(nodeProvider, seedOf(name), room.id),
    });
    const client = (++installations).toString(16).padStart(16, "0");
    this.#socket.on("open", () => this.#socket.send(this.#channel.start()));
    this.#socket.on("error", () => {});
    this.#socket.on("close", (code) => {
      this.closed = code;
      this.#changed();
    });
    this.#socket.on("message", (data: Buffer) => {
      for (const event of this.#channel.receive(new Uint8Array(data))) {
        if (event.kind === "reply") this.#socket.send(event.frame);
        else if (event.kind === "open")
          this.say({ type: "hello", v: 1, name, client, replay: true, ...(since ? { since } : {}) });
        else if (event.kind === "batch") this.batches.push(decodeBatch(event.payload));
        else if (event.kind === "message") this.#hear(decodeHostMessage(event.plaintext));
      }
      this.#changed();
    });
    callers.push(this);
  }

  say(command: Command): void {
    this.#socket.send(this.#channel.seal(encodeCommand(command)));
  }
  send(n: number, text: string): void {
    this.say({ type: "send", n, body: { kind: "message", text } });
  }
  leave(): void {
    this.#socket.close();
  }

  get welcome(): Welcome | undefined {
    return this.messages.find((message) => message.type === "welcome");
  }
  get paged(): number {
    return this.messages.filter(({ type }) => type === "page").length;
  }
  get heard(): string[] {
    return this.batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === "message" ? [event.text] : [])),
    );
  }
  get end(): NonNullable<Since> {
    const seqs = [
      ...this.messages.flatMap((message) => (message.type === "page" ? message.events : [])),
      ...this.batches.flatMap(({ events }) => events),
    ].map(({ seq }) => seq);
    return { log: this.welcome?.room.log ?? "", seq: Math.max(0, ...seqs) };
  }

  async until<T>(look: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  #changed(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  #hear(message: HostMessage): void {
    this.messages.push(message);
    const grant = message.type === "welcome" ? message.epoch : message.type === "epoch" ? message : undefined;
    if (grant)
      this.#channel.setEpoch({
        epoch: grant.epoch,
        secret: new Uint8Array(Buffer.from(grant.secret, "base64url")),
        nextBatch: grant.next,
      });
  }
}

const homes: string[] = [];
const hosts: Host[] = [];
const callers: Caller[] = [];
let board: Switchboard;

const fresh = (): string => {
  const home = mkdtempSync(join(tmpdir(), "partyline-switchboard-host-"));
  homes.push(home);
  return home;
};

const start = (home: string, port = 0) => openSwitchboard({ home, host: "127.0.0.1", port, metrics: null });

beforeEach(async () => {
  board = await start(fresh());
});
afterEach(async () => {
  for (const caller of callers.splice(0)) caller.leave();
  for (const host of hosts.splice(0)) await host.close();
  await board.close({ windowSeconds: 0 });
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

async function hosting(options: Partial<HostOptions> = {}): Promise<Host> {
  const host = await openHost({
    home: fresh(),
    port: 0,
    bind: "127.0.0.1",
    advertise: false,
    random: () => 0,
    switchboards: [{ url: board.url }],
    ...options,
  });
  hosts.push(host);
  return host;
}

/** Resolves once the room stands so with its switchboard. */
function standing(room: HostedRoom, is: (status: ReturnType<HostedRoom["switchboards"]>[0]) => boolean) {
  const { promise, resolve } = Promise.withResolvers<ReturnType<HostedRoom["switchboards"]>[0]>();
  const look = () => {
    const found = room.switchboards().find(is);
    if (found) resolve(found);
  };
  const stop = room.on(look);
  look();
  return promise.finally(stop);
}

const listed = (room: HostedRoom) => standing(room, ({ state }) => state === "listed");

describe("a host on a switchboard", () => {
  test("is listed, heard by many, and sends each message up once", async () => {
    const room = await (await hosting()).openRoom({ name: "Reading Club", owner });
    expect(await listed(room)).toMatchObject({ as: "Reading Club" });
    const all: Caller[] = [];
    for (let i = 0; i < 10; i++) all.push(await Caller.join(board, room, `Anna${i}`));
    all[0]?.send(1, "to all");
    await Promise.all(all.map((caller) => caller.until(() => caller.heard.length === 1)));
    expect(all.map(({ heard }) => heard)).toEqual(all.map(() => ["to all"]));
  });

  test("R5.7 who comes back is replayed from the ring, in order, without a page", async () => {
    const room = await (await hosting()).openRoom({ name: "Reading Club", owner });
    await listed(room);
    const [anna, bob] = [await Caller.join(board, room, "Anna"), await Caller.join(board, room, "Bob")];
    await anna.until(() => anna.paged === 1 && anna.end.seq >= 2);
    const { end } = anna;
    anna.leave();
    await anna.until(() => anna.closed !== undefined);
    for (let n = 1; n <= 5; n++) bob.send(n, `missed ${n}`);
    await bob.until(() => bob.heard.length === 5);
    const back = await Caller.join(board, room, "Anna", end);
    await back.until(() => back.heard.length === 5);
    expect(back.welcome?.start).toBe("replayed");
    expect(back.heard).toEqual([1, 2, 3, 4, 5].map((n) => `missed ${n}`));
    bob.send(6, "live");
    await back.until(() => back.heard.length === 6);
    expect(back.paged).toBe(0);
  });

  test("R6.6 a name that is taken is told in words, and the room is reached as name#abcd", async () => {
    const first = await (await hosting()).openRoom({ name: "Reading Club", owner });
    await listed(first);
    const second = await (await hosting()).openRoom({ name: "reading club", owner });
    const status = await standing(second, ({ code }) => code !== undefined);
    expect(status).toMatchObject({
      state: "listed",
      as: `reading club#${second.id.slice(0, 4)}`,
      code: "NAME_TAKEN",
    });
    expect(status?.words).toContain("still reachable as reading club#");
    await Caller.join(board, second, "Anna");
  });

  test("R6.11 a directory that lost its data gives the name back", async () => {
    const home = fresh();
    await board.close({ windowSeconds: 0 });
    board = await start(home);
    const { port } = board;
    const room = await (await hosting()).openRoom({ name: "Reading Club", owner });
    await listed(room);
    await board.close({ windowSeconds: 0 });
    await standing(room, ({ state }) => state === "offline");
    for (const file of readdirSync(home).filter((name) => name.startsWith("directory.")))
      rmSync(join(home, file));
    board = await start(home, port);
    expect(await listed(room)).toMatchObject({ as: "Reading Club" });
    await Caller.join(board, room, "Anna");
  });

  test("R6.14 a room moves to another device by its key; the old one is displaced and says so", async () => {
    const room = await (await hosting()).openRoom({ name: "Reading Club", owner });
    await listed(room);
    const key = room.recoveryKey() ?? "";
    const moved = await (await hosting()).recoverRoom({ key, name: "Reading Club", owner });
    expect(moved.id).toBe(room.id);
    expect(await listed(moved)).toMatchObject({ as: "Reading Club" });
    expect((await standing(room, ({ state }) => state === "refused"))?.code).toBe("DISPLACED");
    await Caller.join(board, moved, "Anna");
  });

  test("closing the host closes circuits with its own word", async () => {
    const host = await hosting();
    const room = await host.openRoom({ name: "Reading Club", owner });
    await listed(room);
    const anna = await Caller.join(board, room, "Anna");
    await host.close();
    expect(await anna.until(() => anna.closed)).toBe(4003);
    const late = new Caller(board, room, "Bob");
    expect(await late.until(() => late.closed)).toBe(4106);
  });
});
