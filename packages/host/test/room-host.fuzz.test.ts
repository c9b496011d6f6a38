/** Whatever comes down a link: nothing is thrown, nothing is said to whoever is not in, and the room goes on. */
import { encodeCommand } from "@partyline/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Person, rest, type Stage, stage } from "./people.ts";

// Each run has handshakes and commits in it, some 20 times the cost of decoding one message.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 20);

const PASSWORD = new Uint8Array(32).fill(7);
const STAGES = ["new", "handshake", "password", "confirming", "open", "admitted"] as const;

type Change =
  | { kind: "raw"; bytes: Uint8Array }
  | { kind: "flip"; at: number; bit: number }
  | { kind: "cut"; at: number }
  | { kind: "grow"; bytes: Uint8Array }
  | { kind: "again"; which: number }
  | { kind: "sealed"; bytes: Uint8Array };

const at = fc.nat({ max: 200 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant("raw" as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({
    kind: fc.constant("raw" as const),
    bytes: fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.uint8Array({ maxLength: 120 }))
      .map(([type, more]) => Uint8Array.of(type, ...more)),
  }),
  fc.record({ kind: fc.constant("flip" as const), at, bit: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant("cut" as const), at }),
  fc.record({ kind: fc.constant("grow" as const), bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }) }),
  fc.record({ kind: fc.constant("again" as const), which: fc.nat({ max: 5 }) }),
  fc.record({
    kind: fc.constant("sealed" as const),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 100 }),
      fc.json({ maxDepth: 2 }).map((text) => new TextEncoder().encode(text)),
      fc
        .record({
          type: fc.constantFrom("hello", "send", "fetch", "name", "kick", "x"),
          re: fc.anything({ maxDepth: 1 }),
          n: fc.anything({ maxDepth: 1 }),
        })
        .map((value) =>
          new TextEncoder().encode(
            JSON.stringify(value, (_, part) => (typeof part === "bigint" ? null : part)) ?? "",
          ),
        ),
    ),
  }),
);

/** Brings somebody as far as `where`. */
async function upTo(scene: Stage, where: (typeof STAGES)[number]): Promise<Person> {
  const eve = new Person(scene, "Eve", { address: "192.0.2.66" });
  if (where === "new") return eve;
  eve.handler.frame(eve.channel.start());
  if (where === "handshake") return eve;
  eve.take();
  if (where === "password") return eve;
  eve.handler.frame(eve.channel.authenticate(PASSWORD));
  if (where === "confirming") return eve;
  eve.take();
  return where === "open" ? eve : eve.join();
}

/** The next honest frame, spoiled. */
function spoil(eve: Person, change: Change): Uint8Array {
  if (change.kind === "raw") return change.bytes;
  const open = eve.channel.state === "open";
  if (change.kind === "sealed") return open ? eve.channel.seal(change.bytes) : change.bytes;
  if (change.kind === "again")
    return eve.sent[change.which % Math.max(1, eve.sent.length)] ?? new Uint8Array();
  const honest = open
    ? eve.channel.seal(encodeCommand({ type: "ping", re: 1 }))
    : Uint8Array.of(1, ...new Uint8Array(48));
  if (change.kind === "cut") return honest.slice(0, change.at % honest.length);
  if (change.kind === "grow") return Uint8Array.of(...honest, ...change.bytes);
  honest[change.at % honest.length]! ^= 1 << change.bit;
  return honest;
}

test("a peer of any kind, at any point, is its own misfortune", async () => {
  const scene = stage({ password: PASSWORD, limits: { triesPerAddress: 1e9, triesPerRoom: 1e9 } });
  const come = async (name: string): Promise<Person> => {
    const person = new Person(scene, name).connect();
    person.frame(person.channel.authenticate(PASSWORD));
    return person.join();
  };
  const ann = await come("Ann");
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...STAGES),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (where, changes) => {
        const eve = await upTo(scene, where);
        const before = eve.messages.length;
        for (const one of changes) {
          const frame = spoil(eve, one);
          expect(() => eve.handler.frame(frame)).not.toThrow();
          eve.sent.push(frame);
        }
        await rest(scene, eve);
        if (where !== "open" && where !== "admitted") expect([eve.learned, before]).toEqual([false, 0]);
        const text = `still here ${++n}`;
        ann.send(n, text);
        await rest(scene, ann);
        expect(ann.of("ack").at(-1)?.n).toBe(n);
        expect(ann.heard.at(-1)).toBe(text);
        eve.handler.closed();
        expect(scene.road.admitted.size).toBe(1);
      },
    ),
    { numRuns },
  );
  expect(scene.lines.filter(({ level }) => level === "error")).toEqual([]);
  expect((await come("Bob")).welcome).toBeDefined();
});
