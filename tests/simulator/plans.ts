/** Kinds of runs. As swarm testing has it (Groce et al., ISSTA 2012): a run in which only some things go wrong, and those
 *  often, finds what a run of everything at once does not. A plan's name is part of a pinned seed, so a plan that is
 *  changed in a way that matters gets another name. */
import { type HostLimits, LIMITS } from "@partyline/host";
import type { SwitchboardLimits } from "@partyline/switchboard";
import { FAULT_NAMES, type FaultName } from "./faults.ts";
import type { Random } from "./random.ts";

export interface Plan {
  /** How many switchboards, and what they may hold. */
  readonly switchboards: number;
  readonly board: Partial<SwitchboardLimits>;
  readonly host: HostLimits;
  /** How many events retention keeps; undefined for all. */
  readonly keepLast: number | undefined;
  /** The most events in a page. */
  readonly page: number;
  /** Milliseconds that a read takes, from and up to. */
  readonly reads: readonly [number, number];
  /** Messages that are in the log before anybody comes, all of which members ask for. */
  readonly archive: number;
  readonly members: number;
  /** How probable each is: the owner's second device, a second tab of the second member. */
  readonly phone: number;
  readonly tab: number;
  /** How probable it is that a member reads events at its own pace. */
  readonly reader: number;
  /** The roads that members take, where there are two: undefined for either. */
  readonly vias: readonly ("direct" | "switchboard" | undefined)[];
  /** How long the faults go on, in milliseconds. */
  readonly troubledMs: number;
  /** The most bursts of messages of a member, and what is in one. */
  readonly bursts: number;
  readonly burst: readonly number[];
  /** How probable it is that the messages of a burst are long. */
  readonly long: number;
  readonly kicks: number;
  /** Somebody says something as the last, and somebody on the way takes out a part of what follows from it. */
  readonly lastWords: boolean;
  /** How often something goes wrong at any time, and what. */
  readonly faults: number;
  readonly kinds: readonly FaultName[];
  /** How often something goes wrong at the worst moment, and what. */
  readonly aimed: number;
  readonly aims: readonly FaultName[];
  /** Whether those moments are on a message's way to the log alone. */
  readonly isOnWay: boolean;
}

/** Budgets and queues so small that they are met. */
const TIGHT: HostLimits = {
  ...LIMITS,
  sendBurst: 4,
  sendsPerSecond: 10,
  readBurst: 3,
  readsPerSecond: 5,
  commandBurst: 4,
  commandsPerSecond: 5,
  behindFrames: 6,
  behindBytes: 96 * 1024,
  behindMs: 2_000,
  greeting: 1,
};
/** The same for switchboards. */
const TIGHT_BOARD: Partial<SwitchboardLimits> = {
  clientFrames: { burst: 5, perSecond: 10 },
  trunkFrames: { burst: 20, perSecond: 40 },
  casts: { burst: 5, perSecond: 10 },
  trunkWaiting: 20_000,
  clientUnsent: 30_000,
  rings: 10_000,
};
const EITHER = [undefined, "direct", "switchboard"] as const;
const QUICK = [0.05, 0.5] as const;
/** Longer than a switchboard's ring and an idle trunk last, in milliseconds. */
const LONG_MS = 400_000;

const common = (random: Random, switchboards: number): Plan => ({
  switchboards,
  board: {},
  host: LIMITS,
  keepLast: undefined,
  page: 200,
  reads: QUICK,
  archive: 0,
  members: random.within(2, 5),
  phone: 0.2,
  tab: 0.1,
  reader: 0.05,
  vias: EITHER,
  troubledMs: random.within(5_000, 30_000),
  bursts: 5,
  burst: [1, 1, 2, 4, 12],
  long: 0.1,
  kicks: 0,
  lastWords: false,
  faults: random.pick([1, 2, 3]),
  kinds: FAULT_NAMES.filter((name) => name !== "restore"),
  aimed: 0,
  aims: [],
  isOnWay: false,
});

/** Ends of connections and of programs, and ways that are no more. */
const BREAKS = ["kill", "power-cut", "cut-connections", "no-way", "one-way"] as const;

export const PLANS = {
  /** Everything may go wrong, and mostly little does. */
  any: (random) => ({
    ...common(random, random.pick([0, 1, 1, 1, 2])),
    board: random.chance(0.3) ? TIGHT_BOARD : {},
    host: random.chance(0.3) ? TIGHT : LIMITS,
    keepLast: random.pick([undefined, undefined, undefined, 5, 30]),
    troubledMs: random.chance(0.05) ? LONG_MS : random.within(5_000, 60_000),
    burst: random.chance(0.1) ? [1, 12, 60] : [1, 1, 2, 4, 12],
    kicks: random.chance(0.25) ? random.within(1, 3) : 0,
    faults: random.pick([0, 1, 1, 2, 3, 5, 9]),
    aimed: random.pick([0, 0, 1]),
    aims: BREAKS,
  }),
  /** History comes in small pages and slowly, while others go on talking. */
  pages: (random) => ({
    ...common(random, random.pick([0, 1])),
    page: random.within(1, 4),
    reads: random.pick([QUICK, [5, 60], [20, 400]]),
    keepLast: random.pick([undefined, undefined, 8, 25]),
    bursts: 8,
    reader: 0.3,
    faults: random.within(2, 6),
    kinds: [...BREAKS, "orderly-restart", "stand-still", "disk-slow"],
  }),
  /** Members come and go by switchboards whose rings keep little. */
  rings: (random) => ({
    ...common(random, random.pick([1, 1, 2])),
    board: random.chance(0.7) ? { rings: random.pick([1_500, 4_000, 20_000]) } : {},
    vias: ["switchboard"],
    bursts: 9,
    burst: [1, 2, 4, 8],
    long: random.pick([0, 0.4]),
    faults: random.within(3, 9),
    kinds: ["cut-connections", "cut-connections", "no-way", "kill", "slow-way", "slow-way", "stand-still"],
    aimed: random.within(1, 4),
    aims: ["cut-connections", "no-way"],
  }),
  /** Members come back to more than a road takes at once, and others go on. */
  backlogs: (random) => ({
    ...common(random, 1),
    vias: ["switchboard"],
    members: random.within(3, 5),
    bursts: 12,
    burst: [2, 8, 12],
    long: 1,
    troubledMs: random.within(10_000, 40_000),
    faults: random.within(3, 9),
    kinds: ["cut-connections", "no-way", "no-way", "stand-still", "slow-way", "kill"],
  }),
  /** The owner sends members out, whose programs know all that they were ever given. */
  removals: (random) => ({
    ...common(random, random.pick([0, 1, 1])),
    kicks: random.within(3, 9),
    phone: 0.5,
    bursts: 9,
    faults: random.within(0, 3),
    kinds: [...BREAKS, "slow-way", "disk-slow"],
  }),
  /** Programs end at each step of a message's way. */
  outbox: (random) => ({
    ...common(random, random.pick([0, 1])),
    members: random.within(2, 3),
    tab: 0.5,
    bursts: 6,
    burst: [1, 1, 2, 12],
    keepLast: random.pick([undefined, 4]),
    faults: random.within(0, 2),
    kinds: ["disk-slow", "disk-fails", "disk-full", "slow-way"],
    aimed: random.within(4, 10),
    aims: ["kill", "kill", "power-cut", "cut-connections", "orderly-restart"],
    isOnWay: true,
  }),
  /** An older copy of the room is put back. */
  restores: (random) => ({
    ...common(random, random.pick([0, 1])),
    bursts: 8,
    page: random.pick([3, 200]),
    faults: random.within(1, 4),
    kinds: ["restore", "restore", "kill", "no-way", "cut-connections"],
  }),
  /** Connections that one side takes for dead, and the other does not. */
  doubles: (random) => ({
    ...common(random, random.pick([0, 1, 2])),
    phone: 0.7,
    tab: 0.5,
    vias: random.pick([EITHER, [undefined]]),
    faults: random.within(3, 9),
    kinds: ["one-way", "no-way", "stand-still", "slow-way", "power-cut", "moves"],
    aimed: random.within(0, 3),
    aims: ["one-way", "no-way"],
  }),
  /** Small budgets, long messages, slow roads: everybody is behind. */
  crowded: (random) => ({
    ...common(random, random.pick([0, 1, 1])),
    board: random.chance(0.7) ? TIGHT_BOARD : {},
    host: random.chance(0.7) ? TIGHT : LIMITS,
    members: 5,
    bursts: 6,
    burst: [2, 12, 40],
    long: 0.5,
    reader: 0.3,
    faults: random.within(2, 5),
    kinds: ["slow-way", "stand-still", "disk-slow", "cut-connections"],
  }),
  /** Somebody on the way takes out a frame, at the worst moment. */
  withheld: (random) => ({
    ...common(random, random.pick([0, 1, 1])),
    page: random.pick([4, 200]),
    reads: random.pick([QUICK, [5, 60], [20, 400]]),
    bursts: random.pick([2, 6, 9]),
    burst: [1, 1, 4, 12],
    faults: random.within(1, 6),
    kinds: ["cut-connections", "lossy", "lossy", "lossy", "withheld"],
    aimed: random.within(2, 8),
    aims: ["withheld"],
    lastWords: true,
  }),
  /** Somebody on the way between host and switchboard meddles, and members come back by it. */
  spoiled: (random) => ({
    ...common(random, 1),
    vias: ["switchboard"],
    bursts: 9,
    faults: random.within(4, 9),
    kinds: ["spoiled", "spoiled", "cut-connections", "no-way", "kill", "orderly-restart"],
    aimed: random.within(0, 4),
    aims: ["cut-connections"],
  }),
  /** A log that is longer than a reader may be behind. */
  archive: (random) => ({
    ...common(random, random.pick([0, 1])),
    archive: random.pick([300, 2_600]),
    members: 2,
    reader: 0.7,
    phone: 0,
    tab: 0,
    troubledMs: random.within(3_000, 12_000),
    page: random.pick([50, 200]),
    faults: random.within(0, 3),
    kinds: BREAKS,
  }),
} as const satisfies Record<string, (random: Random) => Plan>;

export type PlanName = keyof typeof PLANS;
export const PLAN_NAMES = Object.keys(PLANS) as PlanName[];
