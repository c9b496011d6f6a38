/** How many runs each fuzz file gets in `npm run fuzz`, so that all of them cost about half an hour of CPU. */

/** A run that decodes one thing takes some 10 to 50 microseconds. */
const USUAL = 30_000;

/** Files whose runs cost more, or that are asked for more. */
const SHARES: Readonly<Record<string, number>> = {
  // Some 9 commands a run: a million in all.
  "host/test/room/model.fuzz.test.ts": 120_000,
  // Dozens of calls a run, a tenth of them with a disk.
  "host/test/log/log.fuzz.test.ts": 15_000,
};

/** For the file at that path. */
export const runsOf = (file: string): number =>
  Object.entries(SHARES).find(([end]) => file.endsWith(end))?.[1] ?? USUAL;
