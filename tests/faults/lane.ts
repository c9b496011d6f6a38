/** One world after the other, each from its building to its end. */
import { randomOf } from "./random.ts";
import { type RoundResult, runRound, statesOf } from "./round.ts";
import type { WorldPlan } from "./schedule.ts";
import type { Shims } from "./shim/shims.ts";
import { World } from "./world/world.ts";

export interface Told extends RoundResult {
  world: number;
  kind: "fault" | "disaster";
}

export interface LaneOptions {
  shims: Shims;
  messages: number;
  tell(result: Told): void;
  /** More about a finding. */
  note(line: string): void;
}

const open = new Set<World>();

/** Ends every program and takes every network down, when the run is broken off. */
export async function closeAll(): Promise<void> {
  await Promise.allSettled([...open].map((world) => world.close()));
}

/** Runs a plan. What goes wrong is a finding of its round, and ends the world: what follows would only echo it. */
export async function runWorld(plan: WorldPlan, { shims, messages, tell, note }: LaneOptions): Promise<void> {
  const random = randomOf(plan.seed);
  const { proxies, clocks, disaster, number } = plan;
  const furnish = disaster?.furnish;
  const world = new World({ shims, random, proxies, clocks, ...(furnish ? { furnish } : {}) });
  open.add(world);
  const began = Date.now();
  const failed = (faults: readonly string[], kind: Told["kind"], error: unknown): void => {
    const finding = `broken: ${String((error as Error).message)
      .split("\n")
      .slice(0, 4)
      .join(" ")}; ${statesOf(world)}`;
    tell({
      world: number,
      kind,
      faults,
      messages: 0,
      liveAgain: [],
      slow: [],
      findings: [finding],
      ms: Date.now() - began,
    });
    evidence(world, note);
  };
  try {
    try {
      await world.open();
    } catch (error) {
      failed(["opening"], "fault", error);
      return;
    }
    for (const faults of plan.rounds) {
      try {
        const result = await runRound(world, faults, random, messages);
        tell({ world: number, kind: "fault", ...result });
        for (const line of result.slow) note(`  slow: ${line}`);
        if (result.findings.length === 0) continue;
        evidence(world, note);
        return;
      } catch (error) {
        failed(
          faults.map(({ name }) => name),
          "fault",
          error,
        );
        return;
      }
    }
    if (!disaster) return;
    const start = Date.now();
    const before = world.acked.size;
    try {
      const findings = await disaster.run(world, random, messages);
      tell({
        world: number,
        kind: "disaster",
        faults: [disaster.name],
        messages: world.acked.size - before,
        liveAgain: [],
        slow: [],
        findings,
        ms: Date.now() - start,
      });
      if (findings.length > 0) evidence(world, note);
    } catch (error) {
      failed([disaster.name], "disaster", error);
    }
  } finally {
    open.delete(world);
    await world.close();
  }
}

/** What the programs said last. */
function evidence(world: World, note: (line: string) => void): void {
  for (const program of [world.host, world.board, ...world.members]) {
    const now = program.isUp ? program.running : undefined;
    const lines = [...program.complaints, ...(now?.stderr.lines ?? [])].slice(-6);
    note(
      `  ${program.name}: ${now ? "up" : "down"}, ${program.lives} lives; ${lines.join(" | ") || "silent"}`,
    );
    for (const line of now?.stdout.lines.slice(-6) ?? []) note(`    ${line.slice(0, 200)}`);
  }
}
