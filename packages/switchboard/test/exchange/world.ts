/** A room with random hosts, clients and roads that stop and go, and what must hold of it. */
import { encodeClose, encodeCredit, limits } from "@partyline/relay";
import fc from "fast-check";
import { expect } from "vitest";
import { BATCH_OVERHEAD } from "../../src/limits.ts";
import { type FakeClient, type FakeHost, type Stage, stage } from "./stage.ts";

export const MANY = { burst: 1e9, perSecond: 1 };

const which = fc.nat({ max: 7 });
export const op = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("cast" as const),
      count: fc.integer({ min: 1, max: 40 }),
      size: fc.constantFrom(10, 10, 3000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("epoch" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("skip" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("flush" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("join" as const),
      back: fc.option(fc.nat({ max: 700 })),
      stopped: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("data" as const), which, size: fc.constantFrom(20, 20, 40_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("stop" as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("step" as const), which, count: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("go" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("say" as const), which, size: fc.constantFrom(30, 9_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("host" as const), stop: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(500, 9_000, 400_000) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("again" as const) }) },
);
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never;

interface Batch {
  epoch: number;
  no: number;
  text: string;
}

interface Member {
  client: FakeClient;
  circuit: number;
  host: FakeHost;
  /** Where in all that was cast it was promised to begin. */
  from: number;
  data: string[];
  said: string[];
}

export class World {
  readonly scene: Stage = stage({ limits: { casts: MANY, opens: MANY } });
  generation = 1;
  host = this.scene.host(this.generation);
  readonly cast: Batch[] = [];
  readonly members: Member[] = [];
  readonly gone: Member[] = [];
  /** Hosts whose room another has now. */
  readonly former: FakeHost[] = [];
  epoch = 1;
  no = 1;
  n = 0;

  /** By the place of its member, where there are any. */
  at(which: number): Member | undefined {
    return this.members[which % Math.max(1, this.members.length)];
  }

  run(step: Op): void {
    const { scene, host } = this;
    switch (step.do) {
      case "cast":
        for (let i = 0; i < step.count; i++) {
          const text = `${this.epoch}.${this.no} ${"x".repeat(step.size)}`;
          this.cast.push({ epoch: this.epoch, no: this.no, text });
          host.cast(1, this.epoch, this.no++, text);
        }
        return;
      case "epoch":
        this.epoch += 1;
        this.no = 1;
        return;
      case "skip":
        this.no += 3;
        return;
      case "flush":
        scene.flush();
        return;
      case "join":
        this.join(step.back ?? undefined, step.stopped);
        return;
      case "host":
        if (step.stop) host.open = false;
        else this.grant();
        return;
      case "pass":
        scene.flush();
        scene.pass(step.ms);
        this.sweep();
        return;
      case "again": {
        scene.flush();
        this.former.push(this.host);
        this.host = scene.host(++this.generation);
        for (const { client } of this.members) expect(client.closed).toBeDefined();
        this.sweep();
        return;
      }
      default:
        this.touch(step);
    }
  }

  touch(step: Extract<Op, { which: number }>): void {
    const member = this.at(step.which);
    if (!member) return;
    const { client, circuit, host } = member;
    if (step.do === "data") this.data(member, step.size);
    if (step.do === "stop") client.open = false;
    if (step.do === "step") client.go(step.count);
    if (step.do === "go") client.go();
    if (step.do === "leave") {
      this.scene.flush();
      client.closed = 1001;
      client.session.closed(1001);
    }
    if (step.do === "close") {
      host.send(encodeClose(circuit, 4001));
      expect(client.closed).toBe(4001);
    }
    // A real client is not read once its host is behind; here it stops by itself.
    if (step.do === "say" && client.reading) {
      const text = `${this.n++} ${"y".repeat(step.size)}`;
      member.said.push(text);
      client.say(text);
    }
    this.sweep();
  }

  data(member: Member, size: number): void {
    const granted = this.host.of("credit").filter(({ circuit }) => circuit === member.circuit);
    const balance =
      limits.CIRCUIT_CREDIT +
      granted.reduce((sum, { grant }) => sum + grant, 0) -
      member.data.reduce((sum, { length }) => sum + length, 0);
    if (balance <= 0) return;
    const text = `${this.n++} ${"d".repeat(size)}`;
    member.data.push(text);
    this.host.data(member.circuit, Buffer.from(text));
  }

  join(back: number | undefined, stopped: boolean): void {
    const { scene, host } = this;
    const client = scene.client();
    const opened = host.of("open").length;
    host.go();
    client.say("hello");
    if (client.closed !== undefined) return;
    expect(host.of("open")).toHaveLength(opened + 1);
    const circuit = host.opened;
    client.open = !stopped;
    const wanted = back === undefined ? undefined : this.cast[Math.max(0, this.cast.length - back)];
    const missed = host.of("missed").length;
    host.admit(circuit, wanted && { epoch: wanted.epoch, from: wanted.no });
    const hit = wanted && host.of("missed").length === missed;
    if (hit) this.judgeRing(wanted);
    const from = hit ? this.cast.lastIndexOf(wanted) : this.cast.length;
    this.members.push({ client, circuit, host, from, data: [], said: [] });
    this.sweep();
  }

  /** A replay is only promised of what has no hole since. */
  judgeRing(from: Batch): void {
    const since = this.cast.slice(this.cast.indexOf(from));
    expect(since.map(({ epoch, no }) => [epoch, no])).toEqual(since.map((_, i) => [from.epoch, from.no + i]));
  }

  grant(): void {
    const { host } = this;
    host.go();
    for (const member of this.members) {
      const owed = this.unowed(member);
      if (owed > 0 && host.closed === undefined) host.send(encodeCredit(member.circuit, owed));
    }
    const bulk = host.of("data").reduce((sum, { bulk: is, payload }) => sum + (is ? payload.length : 0), 0);
    const before = this.windows.get(host) ?? 0;
    if (bulk > before) host.send(encodeCredit(0, bulk - before));
    this.windows.set(host, bulk);
  }

  readonly windows = new Map<FakeHost, number>();
  readonly granted = new Map<Member, number>();

  unowed(member: Member): number {
    const came = this.host
      .of("data")
      .filter(({ circuit }) => circuit === member.circuit)
      .reduce((sum, { payload }) => sum + payload.length, 0);
    const owed = came - (this.granted.get(member) ?? 0);
    this.granted.set(member, came);
    return owed;
  }

  sweep(): void {
    for (const member of [...this.members])
      if (member.client.closed !== undefined) {
        this.members.splice(this.members.indexOf(member), 1);
        this.gone.push(member);
      }
  }

  /** What a member was given is what it was promised, as far as it came. */
  judge({ client, from, data, said, host, circuit }: Member, whole: boolean): void {
    const batches = client.texts.filter((text) => /^\d+\.\d+ /.test(text));
    const due = this.cast.slice(from).map(({ text }) => text);
    expect(batches).toEqual(whole ? due : due.slice(0, batches.length));
    const got = client.texts.filter((text) => /^\d+ d/.test(text));
    expect(got).toEqual(whole ? data : data.slice(0, got.length));
    const heard = Buffer.concat(
      host
        .of("data")
        .filter((frame) => frame.circuit === circuit)
        .map(({ payload }) => payload),
    ).toString();
    const all = `hello${said.join("")}`;
    expect(heard).toBe(whole ? all : all.slice(0, heard.length));
  }

  bounded(): void {
    const { ringBytes, waitingDown, waitingUp, circuits } = this.scene.exchange.census;
    expect(ringBytes).toBeLessThanOrEqual(limits.RING_BYTES + limits.RING_BATCHES * BATCH_OVERHEAD);
    expect(waitingDown).toBeLessThanOrEqual(circuits * (limits.BEHIND_BYTES + limits.CIRCUIT_CREDIT));
    expect(waitingUp).toBeLessThanOrEqual(2 * 1024 * 1024);
  }

  end(): void {
    this.scene.flush();
    for (const { client } of this.members) client.go();
    this.sweep();
    for (let i = 0; i < 40; i++) this.grant();
    expect(this.host.closed).toBeUndefined();
    for (const member of this.members) this.judge(member, true);
    for (const member of this.gone) this.judge(member, false);
    for (const { client } of this.members) client.session.closed(1006);
    for (const host of [this.host, ...this.former]) host.session.closed(1006);
    this.scene.pass(limits.RING_MS + 1);
    expect(this.scene.exchange.census).toEqual({
      trunks: 0,
      rooms: 0,
      circuits: 0,
      admitted: 0,
      waiting: 0,
      ringBytes: 0,
      waitingDown: 0,
      waitingUp: 0,
    });
  }
}
