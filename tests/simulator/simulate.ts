/** One seed, one run: a room with its members, what goes wrong in it, and what came of it. */
import { setImmediate as immediate } from "node:timers/promises";
import type { RoomHistory } from "@partyline/testkit";
import { scheduleFaults } from "./aim.ts";
import type { FaultName } from "./faults.ts";
import { findingsOf, historyOf } from "./judge.ts";
import { PLAN_NAMES, PLANS, type PlanName } from "./plans.ts";
import { type Stage, stageOf } from "./stage.ts";
import { scheduleTalk } from "./talk.ts";
import { behindPromises, World } from "./world.ts";

export interface Run {
  readonly seed: number;
  readonly plan: PlanName;
  /** Of everything that happened, in order. */
  readonly hash: string;
  /** What is not as promised; empty where all is well. */
  readonly findings: readonly string[];
  readonly messages: number;
  readonly acked: number;
  readonly events: number;
  readonly steps: number;
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  /** Milliseconds of simulated time from the end of the last fault until everybody was live and had everything. */
  readonly settledMs: number;
  /** Where one thing went wrong: milliseconds from its end until everybody had back what they said at that moment. */
  readonly liveAgainMs: number | undefined;
  readonly trace: readonly string[];
  readonly history: RoomHistory;
}

export interface RunOptions {
  /** Undefined for the one whose turn it is at this seed. */
  readonly plan?: PlanName | undefined;
  /** Keeps the trace, for a person to read. */
  readonly trace?: boolean;
}

/** How long it may take until all is well again, in milliseconds: the longest wait of a client or a trunk is 30 s, and
 *  one that was refused a place at a switchboard asks again within 90. */
const SETTLE_MS = 180_000;
/** How long a message may take where nothing is wrong any more: the longest rest of a small budget, and a change of
 *  roads, which is looked for every few seconds. Milliseconds. */
const CALM_MS = 12_000;
/** How long everybody is left alone then: a beat, a ping, and a look for another road. Milliseconds. */
const REST_MS = 35_000;

export async function simulate(seed: number, options: RunOptions = {}): Promise<Run> {
  const plan = options.plan ?? (PLAN_NAMES[seed % PLAN_NAMES.length] as PlanName);
  const world = new World(`${plan} ${seed}`, options.trace);
  const rejected: string[] = [];
  const onRejected = (error: unknown) => void rejected.push(String((error as Error)?.stack ?? error));
  process.on("unhandledRejection", onRejected);
  try {
    // From here on behind a promise, as each step has to be.
    await behindPromises();
    return { seed, plan, ...(await run(world, plan, rejected)) };
  } finally {
    process.off("unhandledRejection", onRejected);
  }
}

async function run(
  world: World,
  name: PlanName,
  rejected: readonly string[],
): Promise<Omit<Run, "seed" | "plan">> {
  const plan = PLANS[name](world.random.fork("plan"));
  const stage = stageOf(world, plan);
  const { members } = stage;
  scheduleTalk(world, stage, plan);
  const faults = scheduleFaults(world, stage, plan);
  let liveAgainMs: number | undefined;
  faults.onlyOneOver = () => {
    const overAt = world.now;
    for (const member of members) {
      const asked = member.ask();
      if (asked !== null)
        member.came = (text) => {
          if (text === asked) liveAgainMs = Math.max(liveAgainMs ?? 0, world.now - overAt);
        };
    }
  };
  await world.runUntil(plan.troubledMs);
  faults.end();
  world.note("all faults are over");

  const from = world.now;
  const settled = await quiet(world, stage, SETTLE_MS);
  const settledMs = world.now - from;
  // Once more, with nothing wrong: what is only seen by whoever has to come back would have been mended by that.
  for (const member of members) member.say("calm");
  // Where somebody took out that a member is to hear casts, every beat has to tell it what it lacks.
  const calm = settled && (await quiet(world, stage, stage.network.wasMeddledWith ? SETTLE_MS : CALM_MS));
  const breaks = members.map((member) => member.breaks);
  if (calm) await world.runUntil(world.now + REST_MS);
  // What somebody on the way took out may be missed only now.
  const restless = stage.network.wasMeddledWith
    ? []
    : members.filter((member, at) => member.breaks > (breaks[at] ?? 0));
  // Only a turn of the event loop tells what was rejected and caught by nobody.
  await immediate();
  const history = await historyOf(stage);
  return {
    findings: await findingsOf({
      stage,
      history,
      rejected,
      settled,
      calm,
      restless: restless.map(({ machine }) => machine.name),
    }),
    messages: members.reduce((sum, { saidCount }) => sum + saidCount, 0),
    acked: members.reduce((sum, { acked }) => sum + acked, 0),
    events: history.log.length,
    steps: world.steps,
    faults: faults.counts,
    settledMs,
    liveAgainMs,
    trace: world.lines,
    history,
    hash: world.hash(),
  };
}

/** Runs until everybody has everything and nothing waits; false where that takes longer than `ms`. */
async function quiet(world: World, { host, members }: Stage, ms: number): Promise<boolean> {
  const until = world.now + ms;
  const isDone = () => {
    const { head } = host.log;
    return members.every((member) => member.isDone(head));
  };
  await world.runUntil(until, isDone);
  return isDone();
}
