/** A thread of `crew.ts`: runs the seeds that it is given. */
import { parentPort } from "node:worker_threads";
import type { PlanName } from "./plans.ts";
import { simulate } from "./simulate.ts";

let before: Promise<void> = Promise.resolve();
parentPort?.on("message", ({ seed, plan }: { seed: number; plan: PlanName | undefined }) => {
  before = before.then(async () => {
    const { trace: _, history: __, ...result } = await simulate(seed, { plan });
    parentPort?.postMessage(result);
  });
});
