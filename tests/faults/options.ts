/** What `npm run faults` can be told. */
import { parseArgs } from "node:util";

export interface Options {
  rounds: number;
  seed: number;
  /** Names of faults and disasters; empty for all. */
  only: readonly string[];
  /** The file for the report; undefined for none. */
  out: string | undefined;
  messagesPerRound: number;
  /** Independent networks at a time. */
  lanes: number;
  /** Rounds on one network. */
  perWorld: number;
  /** After this long no further network is begun. */
  minutes: number;
}

export const USAGE = `node tests/faults/run.ts [options]
  --rounds N               how many rounds (50)
  --seed N                 what decides the schedule (1)
  --only NAME[,NAME...]    only these faults, each alone
  --out FILE               writes the report there
  --messages-per-round N   about how many messages a round says (2100)
  --lanes N                independent networks at a time (2)
  --per-world N            rounds on one network before it is built anew (12)
  --minutes N              begins no further network after that (90)
  --list                   all faults, with what they do`;

/** Throws an Error with the usage for what it cannot read. */
export function readOptions(args: readonly string[]): Options | "list" {
  const number = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: number,
      seed: number,
      only: { type: "string", multiple: true },
      out: { type: "string" },
      "messages-per-round": number,
      lanes: number,
      minutes: number,
      "per-world": number,
      list: { type: "boolean" },
    },
  });
  if (values.list) return "list";
  const count = (value: unknown, usual: number): number => {
    const read = value === undefined ? usual : Number(value);
    if (!Number.isSafeInteger(read) || read < 1) throw new Error(USAGE);
    return read;
  };
  return {
    rounds: count(values.rounds, 50),
    seed: count(values.seed, 1),
    only: ((values.only ?? []) as string[]).flatMap((names) => names.split(",")),
    out: values.out as string | undefined,
    messagesPerRound: count(values["messages-per-round"], 2_100),
    lanes: count(values.lanes, 2),
    perWorld: count(values["per-world"], 12),
    minutes: count(values.minutes, 90),
  };
}
