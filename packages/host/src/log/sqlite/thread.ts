/** The event loop's end of the thread that stores: calls with ids, and what becomes of them if it dies. */
import type { Worker } from "node:worker_threads";
import { LogError } from "../errors.ts";
import type { CallName, Calls, Reply } from "./rpc.ts";

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: LogError) => void;
}

/** One thread's life. It keeps the process alive only while something waits for an answer. */
export class LogThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: LogError | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.unref();
    worker.on("message", (reply: Reply) => this.#settle(reply));
    let cause: unknown;
    worker.on("error", (error) => {
      cause = error;
    });
    // Only then are the thread's files free, so that the next thread can open them.
    worker.on("exit", () => this.#fail(cause));
  }

  /** False once the thread has ended, for whatever reason; files it held open are free then. */
  get alive(): boolean {
    return this.#failure === undefined;
  }

  /** Asks the thread. Rejects with its LogError, or with LOG_FAILED when the thread ends first. */
  call<Name extends CallName>(
    name: Name,
    ...args: Parameters<Calls[Name]>
  ): Promise<ReturnType<Calls[Name]>> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#worker.postMessage({ id, name, args });
      this.#worker.ref();
      this.#waiting.set(id, { resolve: (value) => resolve(value as ReturnType<Calls[Name]>), reject });
    });
  }

  /** Ends the thread. What still waits is rejected, so close the logs first. */
  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (reply.ok) waiting?.resolve(reply.value);
    else waiting?.reject(new LogError(reply.code, reply.detail, { cause: reply.cause }));
  }

  #fail(cause: unknown): void {
    this.#failure ??= new LogError("LOG_FAILED", "the storing thread has ended", { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
