import fc from "fast-check";
import { expect, test } from "vitest";
import { Outbox } from "../src/core/outbox.ts";
import type { OutboxEntry } from "../src/ports/store.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

type Step =
  | { do: "say"; bad: boolean }
  | { do: "deliver" | "answer"; count: number }
  | { do: "save" | "cut" | "crash" | "overtake" }
  | { do: "fail"; count: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("say" as const), bad: fc.boolean() }),
  fc.record({
    do: fc.constantFrom("deliver" as const, "answer" as const),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ do: fc.constantFrom("save" as const, "cut" as const, "crash" as const, "overtake" as const) }),
  fc.record({ do: fc.constant("fail" as const), count: fc.integer({ min: 1, max: 3 }) }),
);

/** A host, a store and a link in the small: what is sent waits on the link until delivered, and so do answers. */
class World {
  readonly log: string[] = [];
  #lastN = 0;
  #byN = new Map<number, string>();
  #failing = 0;
  #toHost: { n: number; text: string }[] = [];
  #toClient: (() => void)[] = [];
  #disk = new Map<number, OutboxEntry>();
  #diskNextN = 1;
  outbox = new Outbox([], 1);
  readonly failed: string[] = [];
  /** What a crash may take: said, but never stored. */
  readonly forgotten = new Set<string>();

  constructor() {
    this.cut();
  }

  say(text: string): void {
    this.outbox.add({ kind: "message", text }, 0);
  }

  save(): void {
    const change = this.outbox.changes();
    if (change) {
      for (const entry of change.put) this.#disk.set(entry.key, entry);
      for (const key of change.remove) this.#disk.delete(key);
      this.#diskNextN = change.nextN;
      this.outbox.stored(change);
    }
    this.#pump();
  }

  cut(): void {
    this.#toHost = [];
    this.#toClient = [];
    this.outbox.connected();
    this.#pump();
  }

  crash(): void {
    for (const { key, body } of this.outbox.entries) if (!this.#disk.has(key)) this.forgotten.add(body.text);
    const entries = [...this.#disk.values()].sort((a, b) => (a.n ?? 0) - (b.n ?? 0) || a.key - b.key);
    this.outbox = new Outbox(entries, this.#diskNextN);
    this.cut();
  }

  fail(count: number): void {
    this.#failing = count;
  }

  deliver(count: number): void {
    for (const { n, text } of this.#toHost.splice(0, count)) {
      const answer = this.#receive(n, text);
      this.#toClient.push(() => {
        answer();
        this.outbox.settledDown();
        this.#pump();
      });
    }
  }

  answer(count: number): void {
    for (const task of this.#toClient.splice(0, count)) task();
  }

  /** Acks wait for a commit and refusals do not, so answers may overtake each other. */
  overtake(): void {
    this.#toClient.reverse();
  }

  #receive(n: number, text: string): () => void {
    if (text.startsWith("bad")) return () => this.#note(this.outbox.refused(n, "TEXT_CHARACTERS", ""), text);
    if (n <= this.#lastN) {
      if (this.#byN.get(n) !== text)
        return () => this.#note(this.outbox.refused(n, "CONFLICT", ""), `conflict ${text}`);
      return () => this.outbox.acked(n, 1);
    }
    const expect = this.#lastN + 1;
    if (n > expect) return () => this.outbox.expected(n, expect);
    if (this.#failing > 0) {
      this.#failing -= 1;
      return () => this.outbox.refused(n, "LOG_FULL", "");
    }
    this.#lastN = n;
    this.#byN.set(n, text);
    this.log.push(text);
    return () => this.outbox.acked(n, this.log.length);
  }

  #note(settled: unknown, text: string): void {
    if (settled) this.failed.push(text);
  }

  #pump(): void {
    for (const { n, body } of this.outbox.take()) this.#toHost.push({ n, text: body.text });
  }
}

test("across cuts, crashes, refusals and failing disks, every message is stored once and in order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const world = new World();
      const said: string[] = [];
      for (const step of steps) {
        if (step.do === "say") {
          said.push(`${step.bad && said.length % 3 === 0 ? "bad" : "good"} ${said.length}`);
          world.say(said.at(-1)!);
        } else if ("count" in step) world[step.do](step.count);
        else world[step.do]();
      }
      world.fail(0);
      for (let round = 0; round < 200; round++) {
        world.save();
        world.deliver(9);
        world.answer(9);
      }
      // A crash may take what was not stored yet, and nothing else.
      const must = said.filter((text) => text.startsWith("good") && !world.forgotten.has(text));
      expect(world.log).toEqual(must);
      expect(world.outbox.entries.filter(({ n }) => n !== null)).toEqual([]);
      expect(world.failed.filter((text) => !text.startsWith("bad"))).toEqual([]);
    }),
    { numRuns },
  );
});
