/** Many seeds on all cores: the same results as one after the other, in the order of the seeds. */
import { Worker } from "node:worker_threads";
import type { PlanName } from "./plans.ts";
import { type Run, simulate } from "./simulate.ts";

/** What of a run is worth carrying from one thread to another. */
export type Result = Omit<Run, "trace" | "history">;

export interface Order {
  readonly from: number;
  readonly seeds: number;
  readonly jobs: number;
  readonly plan: PlanName | undefined;
  /** Asked before each run is begun: a no ends it all. */
  readonly goesOn: () => boolean;
}

/** Runs `seeds` seeds from `from` on, and gives each result in its turn. */
export async function* runAll({ from, seeds, jobs, plan, goesOn }: Order): AsyncGenerator<Result> {
  const workers = jobs > 1 ? Array.from({ length: Math.min(jobs, seeds) }, () => new Hand()) : [];
  const run = (seed: number, at: number): Promise<Result> =>
    workers[at % workers.length]?.run(seed, plan) ?? simulate(seed, { plan });
  /** As many at once that no hand waits for the slowest of the others. */
  const ahead = Math.max(1, workers.length * 8);
  const running: Promise<Result>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (next < seeds && running.length < ahead && goesOn()) running.push(run(from + next, next++));
      const first = running.shift();
      if (!first) return;
      yield await first;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

/** One thread, which takes seeds one after the other. */
class Hand {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url));
  readonly #waiting: PromiseWithResolvers<Result>[] = [];

  constructor() {
    this.#worker.on("message", (result: Result) => this.#waiting.shift()?.resolve(result));
    this.#worker.on("error", (error) => {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  run(seed: number, plan: PlanName | undefined): Promise<Result> {
    const waiting = Promise.withResolvers<Result>();
    // Whoever stops early takes no more of them.
    waiting.promise.catch(() => {});
    this.#waiting.push(waiting);
    this.#worker.postMessage({ seed, plan });
    return waiting.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
