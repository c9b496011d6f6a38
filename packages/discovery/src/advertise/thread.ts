import type { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { GOODBYE_TIMEOUT_MS } from "../limits.ts";
import type { FromThread, ToThread } from "./messages.ts";

/** A running ciao. */
export interface CiaoThread {
  send(message: ToThread): void;
  /** Sends goodbyes and ends; resolves when it has ended, at the latest after {@link GOODBYE_TIMEOUT_MS}. */
  close(): Promise<void>;
}

/**
 * Starts ciao in a thread of its own, which does not keep the process alive. ciao prints its troubles to stdout
 * and stderr, ends the process over some of them (`process.exit(1)` in its Responder and CiaoService), and a
 * flood of mDNS packets keeps it busy (68,000 malformed ones in 20 s: 40 % of a core). In a thread, stdout stays
 * the program's, a dead ciao is started again, and the rooms' event loop does not feel the flood.
 */
export function startCiaoThread(options: {
  interfaces: readonly string[];
  onMessage: (message: FromThread) => void;
  /** It ended without having been closed. */
  onDeath: () => void;
  log: (line: string) => void;
}): CiaoThread {
  const { interfaces, onMessage, onDeath, log } = options;
  const worker = new Worker(new URL("./ciao-thread.ts", import.meta.url), {
    workerData: { interfaces: [...interfaces] },
    stdout: true,
    stderr: true,
  });
  worker.unref();
  logLines(worker.stdout, log);
  logLines(worker.stderr, log);
  let closing = false;
  worker.on("message", (message: FromThread) => {
    if (!closing || message.kind === "removed") onMessage(message);
  });
  worker.on("error", (error) => log(`the mDNS responder failed: ${String(error)}`));
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      resolve();
      if (!closing) onDeath();
    });
  });
  return {
    send: (message) => worker.postMessage(message),
    close: async () => {
      if (!closing) {
        closing = true;
        worker.ref();
        worker.postMessage({ kind: "close" } satisfies ToThread);
      }
      const timer = setTimeout(() => void worker.terminate(), GOODBYE_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function logLines(stream: Readable, log: (line: string) => void): void {
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => log(text.trimEnd()));
}
