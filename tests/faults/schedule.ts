/** From a seed to what happens in which round: the same seed and options, the same schedule. */
import { DISASTERS, type Disaster } from "./disasters/index.ts";
import { FAULTS, type Fault } from "./faults/index.ts";
import { type Random, randomOf } from "./random.ts";

export interface WorldPlan {
  readonly number: number;
  readonly seed: number;
  readonly proxies: boolean;
  readonly clocks: boolean;
  /** One fault, or two together. */
  readonly rounds: readonly (readonly Fault[])[];
  /** How it ends; a round of its own. */
  readonly disaster: Disaster | undefined;
}

export interface ScheduleOptions {
  rounds: number;
  seed: number;
  only: readonly string[];
  perWorld: number;
  /** What this machine cannot do. */
  without: ReadonlySet<NonNullable<Fault["needs"]>>;
}

/** One round in this many has two faults at once. */
const COMBINED = 4;
/** In one world clocks can jump, in the next there are chaos proxies, in the third neither: each changes the timing. */
const KINDS = [
  { proxies: true, clocks: false },
  { proxies: false, clocks: true },
  { proxies: false, clocks: false },
] as const;

/** Gives each thing equally often, in a new order each time around. */
class Bag<T> {
  readonly #all: readonly T[];
  readonly #random: Random;
  #rest: T[] = [];

  constructor(all: readonly T[], random: Random) {
    this.#all = all;
    this.#random = random;
  }

  /** The next that fits; undefined where none ever does. */
  take(fits: (one: T) => boolean): T | undefined {
    for (let around = 0; around < 2; around++) {
      const at = this.#rest.findIndex(fits);
      if (at >= 0) return this.#rest.splice(at, 1)[0];
      this.#rest.push(...this.#random.shuffle(this.#all));
    }
    return undefined;
  }
}

export function scheduleOf({ rounds, seed, only, perWorld, without }: ScheduleOptions): WorldPlan[] {
  const random = randomOf(seed);
  const wanted = ({ name }: { name: string }): boolean => only.length === 0 || only.includes(name);
  const faults = FAULTS.filter((fault) => wanted(fault) && !(fault.needs && without.has(fault.needs)));
  const disasters = DISASTERS.filter(wanted);
  const bags = {
    alone: new Bag(faults, random.fork("alone")),
    together: new Bag(faults, random.fork("together")),
    disasters: new Bag(disasters, random.fork("disasters")),
  };
  const plans: WorldPlan[] = [];
  for (let left = rounds; left > 0; ) {
    const kind = KINDS[plans.length % KINDS.length] ?? KINDS[0];
    const can = ({ needs }: Fault): boolean =>
      needs === undefined || needs === "disk-shim" || kind[needs] || only.length > 0;
    const count = Math.min(left, perWorld);
    const disaster = count > 1 || faults.length === 0 ? bags.disasters.take(() => true) : undefined;
    const ordinary = faults.length === 0 ? 0 : count - (disaster ? 1 : 0);
    const list = Array.from({ length: ordinary }, () => roundOf(bags, can, random, only.length === 0));
    const needs = new Set(list.flat().map((fault) => fault.needs));
    plans.push({
      number: plans.length + 1,
      seed: random.between(1, 2 ** 31),
      proxies: kind.proxies || needs.has("proxies"),
      clocks: (kind.clocks || needs.has("clocks")) && !without.has("clocks"),
      rounds: list.filter((round) => round.length > 0),
      disaster,
    });
    left -= ordinary + (disaster ? 1 : 0);
  }
  return plans;
}

function roundOf(
  bags: { alone: Bag<Fault>; together: Bag<Fault> },
  can: (fault: Fault) => boolean,
  random: Random,
  mayCombine: boolean,
): Fault[] {
  if (!mayCombine || random.between(1, COMBINED) > 1) {
    const one = bags.alone.take(can);
    return one ? [one] : [];
  }
  const first = bags.together.take(can);
  const second = bags.together.take(
    (other) => can(other) && other !== first && !other.holds.some((hold) => first?.holds.includes(hold)),
  );
  return [first, second].filter((fault) => fault !== undefined);
}
