/** The short form of `npm run faults`: ten rounds on real programs. Another seed: FAULTS_SEED=7; more: FAULTS_ROUNDS=50. */
import { lanAvailable } from "@partyline/testkit";
import { afterAll, expect, test } from "vitest";
import { prepareShims } from "./shim/shims.ts";
import { runFaults } from "./worlds.ts";

const available = lanAvailable();
const ROUNDS = Number(process.env.FAULTS_ROUNDS ?? 10);
const SEED = Number(process.env.FAULTS_SEED ?? 1);
const shims = prepareShims();
afterAll(() => shims.remove());

test.skipIf(!available.ok)(
  `${ROUNDS} rounds of faults lose, double and reorder nothing${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  { timeout: 120_000 + ROUNDS * 20_000 },
  async () => {
    const options = {
      rounds: ROUNDS,
      seed: SEED,
      only: [],
      messagesPerRound: 1_200,
      lanes: 2,
      perWorld: 5,
      minutes: 60,
    };
    const notes: string[] = [];
    const results = await runFaults(options, shims, { note: (line) => notes.push(line) });
    const wrong = results.filter(({ findings }) => findings.length > 0);
    expect(
      wrong.map(({ faults, findings }) => [faults.join(" + "), ...findings.slice(0, 5)]),
      notes.join("\n"),
    ).toEqual([]);
    expect(results).toHaveLength(ROUNDS);
    const messages = results.reduce((sum, result) => sum + result.messages, 0);
    expect(messages).toBeGreaterThan(ROUNDS * 500);
  },
);
