import fc from "fast-check";
import { expect, it } from "vitest";
import { checkHistory, type LogRow, type Said, type Seen } from "../src/history/index.ts";

const NAMES = ["ann", "bob", "cyd"] as const;

interface Plan {
  /** Who says each message, whether it reaches the log, and whether its ack comes back. */
  readonly said: readonly { who: number; stored: boolean; acked: boolean }[];
  /** For each member: where it begins, and where its program starts anew (in events from there). */
  readonly lives: readonly { from: number; restarts: readonly number[]; back: number }[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  said: fc.array(fc.record({ who: fc.nat(2), stored: fc.boolean(), acked: fc.boolean() }), { maxLength: 40 }),
  lives: fc.array(
    fc.record({ from: fc.nat(40), restarts: fc.array(fc.nat(40), { maxLength: 3 }), back: fc.nat(5) }),
    { minLength: 3, maxLength: 3 },
  ),
});

/** The history that a room without a fault has under the plan. */
function play({ said, lives }: Plan) {
  const log: LogRow[] = [];
  const saidBy: Said[][] = NAMES.map(() => []);
  said.forEach(({ who, stored, acked }, index) => {
    const by = NAMES[who] ?? "ann";
    const message: Said = { id: `m${index}` };
    saidBy[who]?.push(message);
    if (!stored) return;
    log.push({ seq: log.length + 1, id: message.id, by });
    if (acked) message.acked = log.length;
  });
  const members = NAMES.map((member, index) => {
    const { from, restarts, back } = lives[index] ?? { from: 0, restarts: [], back: 0 };
    const seen: Seen[] = [{ kind: "break", code: "START" }];
    let next = Math.min(from, log.length);
    const first = next;
    while (next < log.length) {
      const event = log[next];
      if (event) seen.push({ kind: "applied", ...event }, { kind: "complete-to", seq: event.seq });
      next++;
      if (!restarts.includes(next - first)) continue;
      // It forgot the last few, which were not on its disk.
      const kept = Math.max(first, next - back);
      seen.push({ kind: "break", code: "START", after: kept });
      for (const again of log.slice(kept, next)) seen.push({ kind: "applied", ...again });
    }
    return { member, said: saidBy[index] ?? [], seen };
  });
  return { log, members };
}

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

it("finds nothing in a history that is right", () => {
  fc.assert(
    fc.property(plan, (it) => {
      expect(checkHistory(play(it))).toEqual([]);
    }),
    { numRuns },
  );
});

it("finds one acked message taken out of the log, or one applied event taken out of a life", () => {
  fc.assert(
    fc.property(plan, fc.nat(), (it, pick) => {
      const { log, members } = play(it);
      const acked = members.flatMap(({ said }) => said.filter((one) => one.acked !== undefined));
      const gone = acked[pick % Math.max(1, acked.length)];
      if (gone) {
        const holed = log.filter(({ id }) => id !== gone.id);
        expect(checkHistory({ log: holed, members })).not.toEqual([]);
      }
      const life = members[pick % 3];
      const steps = life?.seen ?? [];
      const inner = steps.flatMap((step, index) =>
        step.kind === "applied" &&
        steps[index - 2]?.kind === "applied" &&
        steps[index + 2]?.kind === "applied"
          ? [index]
          : [],
      );
      const at = inner[pick % Math.max(1, inner.length)];
      if (!life || at === undefined) return;
      const skipping = { ...life, seen: steps.filter((_, index) => index !== at) };
      expect(checkHistory({ log, members: [skipping] }).length).toBeGreaterThan(0);
    }),
    { numRuns },
  );
});
