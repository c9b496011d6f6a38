/** A small host for tests: real channels and batches, a log in memory, and whatever misbehaviour a test scripts. */
import { type Command, decodeCommand, type RoomEvent, type Signal } from "@partyline/protocol";
import {
  BatchSealer,
  encodeRefuse,
  generateHostKeys,
  HostChannel,
  publicKeysOf,
  roomIdOf,
  stretchPassword,
} from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { type FakeClock, linkPair, settle } from "@partyline/testkit";
import type { Dial, RoomTarget } from "../src/ports/link.ts";
import { HostConnection } from "./scripted-connection.ts";

const utf8 = new TextEncoder();

export class ScriptedHost {
  readonly keys = generateHostKeys(nodeProvider);
  readonly id = roomIdOf(nodeProvider, publicKeysOf(this.keys));
  readonly clock: FakeClock;
  readonly connections: HostConnection[] = [];
  /** Every dial, answered or not. */
  dials = 0;
  down = false;
  /** Hears no sendings, as where somebody on the road takes them out. */
  deaf = false;
  password: Uint8Array | undefined;
  log: RoomEvent[] = [];
  logId = "1".repeat(32);
  first = 1;
  pageEvents = 200;
  /** The last number of each client. */
  readonly lastN = new Map<string, number>();
  /** Answers a command instead of the host, by giving true. */
  script: (command: Command, connection: HostConnection) => boolean = () => false;
  /** Repeats recent batches to those who come back, as a switchboard does: given those it should, gives those it will. */
  replay: ((frames: Uint8Array[]) => Uint8Array[]) | undefined;
  /** The batches of this epoch, and the seq that each ended with. */
  ring: { frame: Uint8Array; from: number; to: number }[] = [];
  epoch = 1;
  secret = nodeProvider.randomBytes(32);
  sealer: BatchSealer;
  #opening: (() => void)[] = [];

  constructor(clock: FakeClock) {
    this.clock = clock;
    this.sealer = this.#newSealer();
  }

  get target(): RoomTarget {
    return { id: this.id, keys: publicKeysOf(this.keys), addresses: [] };
  }

  get head(): number {
    return this.log.at(-1)?.seq ?? 0;
  }

  /** The connection of the moment. */
  get last(): HostConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error("nobody has connected");
    return connection;
  }

  get grant() {
    const { epoch, secret, sealer } = this;
    return { epoch, secret: Buffer.from(secret).toString("base64url"), next: sealer.nextBatch };
  }

  dial: Dial = (_target, events) => {
    this.dials++;
    const pair = linkPair();
    if (this.down) {
      this.#opening.push(() => events.closed(1006));
      return pair.a;
    }
    pair.a.onmessage = (frame) => events.message(frame);
    pair.a.onclosed = (code) => events.closed(code);
    const channel = new HostChannel({
      provider: nodeProvider,
      roomId: this.id,
      keys: this.keys,
      ...(this.password ? { password: this.password } : {}),
    });
    const connection = new HostConnection(channel, pair);
    pair.b.onmessage = (frame) => this.#receive(connection, frame);
    this.connections.push(connection);
    this.#opening.push(() => events.open());
    return pair.a;
  };

  /** Moves everything that is on its way, until all is quiet. */
  async flush(): Promise<void> {
    for (let moved = 1; moved > 0; ) {
      await settle();
      moved = 0;
      for (const open of this.#opening.splice(0)) {
        open();
        moved++;
      }
      for (const { pair } of this.connections) moved += pair.flush();
    }
  }

  async setPassword(text: string): Promise<void> {
    this.password = await stretchPassword(text, this.id);
  }

  /** Appends what somebody else said. */
  say(text: string, batch = true): RoomEvent {
    const event: RoomEvent = {
      seq: this.head + 1,
      at: this.clock.now(),
      kind: "message",
      by: "a".repeat(16),
      from: "Anna",
      text,
      client: "00000000000000aa",
      n: this.head + 1,
    } as RoomEvent;
    this.log.push(event);
    if (batch) this.cast([event]);
    return event;
  }

  cast(events: readonly RoomEvent[], signals: readonly Signal[] = []): void {
    const frame = this.sealer.seal(utf8.encode(JSON.stringify({ events, signals })));
    const to = events.at(-1)?.seq ?? this.head;
    this.ring.push({ frame, from: events[0]?.seq ?? to + 1, to });
    this.castFrame(frame);
  }

  castFrame(frame: Uint8Array): void {
    for (const { pair, welcomed } of this.connections) if (welcomed) pair.b.send(frame);
  }

  /** A new epoch, handed out unless told otherwise. */
  rotate(tell = true): void {
    this.epoch += 1;
    this.ring = [];
    this.secret = nodeProvider.randomBytes(32);
    this.sealer = this.#newSealer();
    if (tell) this.tellEpoch();
  }

  tellEpoch(): void {
    for (const connection of this.connections)
      if (connection.welcomed && connection.pair.b.open) connection.tell({ type: "epoch", ...this.grant });
  }

  refuse(code: string): void {
    this.last.pair.b.send(encodeRefuse(code));
  }

  #newSealer(): BatchSealer {
    const { epoch, secret, id: roomId, keys } = this;
    return new BatchSealer({ provider: nodeProvider, roomId, keys, epoch, secret });
  }

  #receive(connection: HostConnection, frame: Uint8Array): void {
    let events: ReturnType<HostChannel["receive"]>;
    try {
      events = connection.channel.receive(frame);
    } catch {
      connection.pair.b.close(4005);
      return;
    }
    for (const event of events) {
      if (event.kind === "reply") connection.pair.b.send(event.frame);
      else if (event.kind === "attempt") connection.pair.b.send(connection.channel.answerAttempt(4));
      else if (event.kind === "open") connection.member = event.memberId;
      else this.#command(connection, decodeCommand(event.plaintext));
    }
  }

  #command(connection: HostConnection, command: Command): void {
    connection.received.push(command);
    if (this.script(command, connection)) return;
    switch (command.type) {
      case "hello":
        this.welcome(connection, command);
        return;
      case "send":
        if (!this.deaf) this.#send(connection, command);
        return;
      case "fetch": {
        const { re, from = 1, before, limit = 200 } = command;
        const newest =
          before === undefined ? undefined : this.log.filter(({ seq }) => seq < before).slice(-limit);
        this.page(connection, re, newest ?? this.log.filter(({ seq }) => seq >= from).slice(0, limit));
        return;
      }
      case "who":
        connection.tell({ type: "members", re: command.re, members: [], more: false });
        return;
      default:
        if ("re" in command) connection.tell({ type: "done", re: command.re });
    }
  }

  page(connection: HostConnection, re: number, events: RoomEvent[]): void {
    const { first, head, pageEvents } = this;
    connection.tell({ type: "page", re, events: events.slice(0, pageEvents), first, head });
  }

  welcome(connection: HostConnection, hello: Extract<Command, { type: "hello" }>): void {
    const { client, name, since } = hello;
    connection.client = client;
    connection.welcomed = true;
    const { head, logId: log, first } = this;
    const copy = !since
      ? "fresh"
      : (since.log !== undefined && since.log !== log) || since.seq > head
        ? "reset"
        : since.log !== undefined && since.seq + 1 < first
          ? "gap"
          : "resumed";
    const missed = this.ring.findIndex(({ to }) => to > (since?.seq ?? 0));
    const begin = missed < 0 ? this.ring.length : missed;
    const whole =
      since?.seq === head || (this.ring[begin]?.from ?? Number.POSITIVE_INFINITY) <= (since?.seq ?? 0) + 1;
    const replays = this.replay && hello.replay && copy === "resumed" && whole ? this.replay : undefined;
    const start = replays ? "replayed" : copy;
    connection.tell({
      type: "welcome",
      v: 1,
      room: { name: "Kitchen", password: this.password !== undefined, log, first, head },
      you: { id: connection.member, name, role: "member" },
      epoch: replays ? { ...this.grant, next: begin } : this.grant,
      start,
      ...(replays && begin < this.ring.length ? { live: this.ring.length } : {}),
      here: 1,
      at: this.clock.now(),
    });
    if (replays) {
      for (const frame of replays(this.ring.slice(begin).map((one) => one.frame)))
        connection.pair.b.send(frame);
      return;
    }
    const from = start === "gap" ? first : start === "resumed" ? since!.seq + 1 : undefined;
    this.page(connection, 0, from ? this.log.filter(({ seq }) => seq >= from) : this.log.slice(-50));
  }

  #send(connection: HostConnection, { n, body }: Extract<Command, { type: "send" }>): void {
    const { client } = connection;
    const expect = (this.lastN.get(client) ?? 0) + 1;
    if (n > expect) {
      connection.tell({ type: "expected", n, expect });
      return;
    }
    if (n < expect) {
      const seen = this.log.find(
        (event) => event.kind === "message" && event.client === client && event.n === n,
      );
      connection.tell({ type: "ack", n, seq: seen?.seq ?? null });
      return;
    }
    this.lastN.set(client, n);
    const event: RoomEvent = {
      seq: this.head + 1,
      at: this.clock.now(),
      kind: "message",
      by: connection.member,
      from: "Me",
      text: body.text,
      client,
      n,
    } as RoomEvent;
    this.log.push(event);
    connection.tell({ type: "ack", n, seq: event.seq });
    this.cast([event]);
  }
}
