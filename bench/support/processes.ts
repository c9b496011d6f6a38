/** Programs under measurement run in processes of their own, so that each one's CPU and memory are its own. */
import { type ChildProcess, fork } from "node:child_process";

/** The flag with which `bin/partyline.js` runs. */
const YOUNG_HEAP = "--max-semi-space-size=8";

export interface Usage {
  /** Microseconds of CPU, user and system, since the program started. */
  cpu: number;
  /** Bytes of resident memory, after a garbage collection where the program was started with one at hand. */
  rss: number;
}

export interface Program<Ready> {
  ready: Ready;
  usage(): Promise<Usage>;
  ask<T>(question: unknown): Promise<T>;
  stop(): void;
}

/** Starts a module that calls `serveBench`, and waits until it is ready. */
export async function start<Ready>(module: URL, args: string[] = []): Promise<Program<Ready>> {
  const child: ChildProcess = fork(module, args, { execArgv: ["--expose-gc", YOUNG_HEAP], stdio: "inherit" });
  const next = <T>() =>
    new Promise<T>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${module.pathname} ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (message) => {
        child.off("exit", ended);
        resolve(message as T);
      });
    });
  const ready = await next<Ready>();
  const ask = <T>(question: unknown) => {
    const answer = next<T>();
    child.send(question as object);
    return answer;
  };
  return { ready, ask, usage: () => ask<Usage>({ usage: true }), stop: () => child.disconnect() };
}

/** The other side: tells that it is ready and answers questions; `usage` it knows by itself. */
export function serveBench(ready: unknown, answer: (question: unknown) => unknown = () => null): void {
  process.on("message", async (question) => {
    if ((question as { usage?: boolean }).usage) {
      globalThis.gc?.();
      const { user, system } = process.cpuUsage();
      process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() } satisfies Usage);
    } else process.send?.(await answer(question));
  });
  process.on("disconnect", () => process.exit());
  process.send?.(ready);
}
