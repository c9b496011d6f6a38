/*
 * A TCP proxy that spoils what passes: argv has { port, to: { address, port } } as JSON; each line on stdin is a mode.
 */
import { connect, createServer, type Socket } from "node:net";
import { onLine } from "../../integration/fixtures/say.ts";
import { type ChaosOptions, type Mode, PASS } from "./words.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as ChaosOptions;
let mode: Mode = PASS;
const wakes = new Set<() => void>();

/** One direction of one connection: what comes from `from` goes to `to`, in order, in whatever pieces. */
class Lane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #up: boolean;
  readonly #waiting: Buffer[] = [];
  #busy = false;

  constructor(from: Socket, to: Socket, up: boolean) {
    this.#from = from;
    this.#to = to;
    this.#up = up;
    from.on("data", (data: Buffer) => {
      this.#waiting.push(data);
      if (this.#waiting.length > 64) from.pause();
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let data = this.#waiting.shift(); data; data = this.#waiting.shift()) {
      await this.#pass(data);
      if (this.#waiting.length === 0) this.#from.resume();
    }
    this.#busy = false;
  }

  async #pass(data: Buffer): Promise<void> {
    const now = mode;
    if (now.kind === "delay") await pause(Math.random() * now.ms);
    else if (now.kind === "hold" && now.up === this.#up)
      await until(() => mode !== now || this.#to.destroyed);
    else if (now.kind === "shred") {
      for (let at = 0; at < data.length && mode === now; ) {
        const size = 1 + Math.floor(Math.random() * now.bytes);
        this.#to.write(data.subarray(at, at + size));
        at += size;
        await pause(0);
        if (at >= data.length || mode !== now) {
          if (at < data.length) this.#to.write(data.subarray(at));
          return;
        }
      }
      return;
    } else if (now.kind === "cut" && Math.random() < now.chance) {
      this.#to.write(data.subarray(0, Math.floor(Math.random() * data.length)), () => this.#reset());
      return;
    } else if (now.kind === "flip" && Math.random() < now.chance) {
      const at = Math.floor(Math.random() * data.length);
      data[at] = (data[at] ?? 0) ^ (1 << Math.floor(Math.random() * 8));
    }
    if (!this.#to.destroyed && !this.#to.write(data)) await drained(this.#to);
  }

  #reset(): void {
    this.#to.resetAndDestroy();
    this.#from.resetAndDestroy();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.once("drain", resolve);
    socket.once("close", () => resolve());
  });
async function until(done: () => boolean): Promise<void> {
  while (!done())
    await new Promise<void>((resolve) => {
      const wake = () => {
        wakes.delete(wake);
        resolve();
      };
      wakes.add(wake);
    });
}

createServer({ allowHalfOpen: false, noDelay: true }, (near) => {
  const far = connect({ host: options.to.address, port: options.to.port, noDelay: true });
  new Lane(near, far, true);
  new Lane(far, near, false);
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on("error", () => {});
    one.on("close", () => {
      other.destroySoon();
      for (const wake of wakes) wake();
    });
  }
}).listen(options.port, "0.0.0.0", () => process.stdout.write("ready\n"));

onLine((line) => {
  mode = JSON.parse(line) as Mode;
  for (const wake of wakes) wake();
});
