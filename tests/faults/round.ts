/** One round: everybody talks, something breaks and is mended, everybody is there again, and the history is checked. */
import { setTimeout as sleep } from "node:timers/promises";
import { checkHistory } from "@partyline/testkit";
import { machineMs } from "./driver/notes.ts";
import type { Fault } from "./faults/fault.ts";
import type { Random } from "./random.ts";
import { readLog } from "./world/history.ts";
import type { Driver } from "./world/programs.ts";
import type { World } from "./world/world.ts";

/** Beyond this, how it came back is told. */
const SLOW_MS = 5_000;
/** How long anything may take before it counts as stuck for good. */
const STUCK_MS = 60_000;

export interface RoundResult {
  faults: readonly string[];
  /** Messages that the log has more than before. */
  messages: number;
  /** By member: ms from the end of the fault until a message said then was stored and had come back. */
  liveAgain: number[];
  /** How those came back who took long: their states, with seconds from the end of the fault. */
  slow: string[];
  /** What is wrong; empty for nothing. */
  findings: string[];
  ms: number;
}

export async function runRound(
  world: World,
  faults: readonly Fault[],
  random: Random,
  messages: number,
): Promise<RoundResult> {
  const began = Date.now();
  const before = world.log.length;
  const result: RoundResult = {
    faults: faults.map(({ name }) => name),
    messages: 0,
    liveAgain: [],
    slow: [],
    findings: [],
    ms: 0,
  };
  const crew = [...world.members];
  const lives = new Map(crew.map((member) => [member, member.lives]));
  const each = Math.ceil(messages / crew.length);
  for (const member of crew)
    member.do({ do: "talk", count: each, ms: random.between(1_000, 2_500), seed: random.between(1, 1e9) });
  await sleep(random.between(100, 700));
  await Promise.all(
    faults.map(async (fault, at) => {
      if (at > 0) await sleep(random.between(0, 600));
      await fault.run(world, random.fork(fault.name));
    }),
  );
  const [ended, endedAt] = [Date.now(), machineMs()];
  try {
    // Whoever was killed in the middle of talking goes on.
    for (const member of crew)
      if (member.lives !== lives.get(member))
        member.do({ do: "talk", count: Math.ceil(each / 2), ms: 600, seed: random.between(1, 1e9) });
    await Promise.all(
      crew.map(async (member) => {
        await again(member, () => member.ask({ do: "ping" }, STUCK_MS));
        const ms = Date.now() - ended;
        result.liveAgain.push(ms);
        if (ms > SLOW_MS) result.slow.push(`${member.name} after ${ms} ms: ${storyOf(member, endedAt)}`);
      }),
    );
    await settle(
      world,
      world.members.filter(({ isUp }) => isUp),
    );
  } catch (error) {
    result.findings.push(`stuck: ${String((error as Error).message).split("\n")[0]}; ${statesOf(world)}`);
  }
  result.findings.push(...check(world));
  result.messages = world.log.slice(before).filter(({ id }) => !id.includes(":")).length;
  result.ms = Date.now() - began;
  return result;
}

async function again(member: Driver, task: () => Promise<void>): Promise<void> {
  if (!member.isUp) throw new Error(`${member.name} ended: ${member.complaints.slice(-3).join(" | ")}`);
  await task();
}

/** Waits until everything said is answered and everybody has everything. */
export async function settle(world: World, crew: readonly Driver[]): Promise<void> {
  await Promise.all(crew.map((member) => member.ask({ do: "settle" }, STUCK_MS)));
  const head = readLog(world.logFile, world.log.at(-1)?.seq ?? 0).at(-1)?.seq ?? world.log.at(-1)?.seq ?? 0;
  await Promise.all(crew.map((member) => member.ask({ do: "reach", seq: head }, STUCK_MS)));
}

/** The whole history so far, against every promise. */
export function check(world: World): string[] {
  const findings = checkHistory(world.history()).map(
    ({ kind, member, detail }) => `${kind}: ${member}: ${detail}`,
  );
  for (const life of world.lives) findings.push(...life.refused.splice(0).map((what) => `refused: ${what}`));
  for (const life of world.lives)
    findings.push(...life.oddities.splice(0).map((odd) => `ack-mismatch: ${odd}`));
  const said = [...world.host.complaints, ...(world.host.isUp ? world.host.running.stderr.lines : [])];
  const noise = said.filter((line) => /^\s+at /.test(line));
  if (noise.length > 0) findings.push(`stack: the host printed ${noise[0]?.trim()}`);
  return findings;
}

/** Its states, each with seconds from then. */
const storyOf = (member: Driver, from: number): string =>
  member.rows
    .filter((row) => row.event !== "settled" && row.event !== "reached")
    .slice(-14)
    .map((row) => {
      const what =
        "state" in row ? `${row.state}${row.why ? `:${row.why}` : ""}` : "road" in row ? row.road : row.event;
      return `${(((row.ms ?? 0) - from) / 1_000).toFixed(1)} ${what}`;
    })
    .join(", ");

export const statesOf = (world: World): string =>
  world.members.map((member) => `${member.name} ${member.isUp ? member.state : "down"}`).join(", ");
