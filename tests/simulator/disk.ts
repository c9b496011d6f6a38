/** A disk: what is written is durable only once the disk has done it, and it may be slow, full, or fail. */
import type { Machine } from "./machine.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

export type Trouble = "full" | "read-only" | "failing";

interface Task {
  /** Makes it durable. */
  readonly apply: () => void;
  readonly settle: (trouble: Trouble | undefined) => void;
  readonly writes: boolean;
}

export class Disk {
  readonly #world: World;
  readonly #machine: Machine;
  readonly #random: Random;
  #tasks: Task[] = [];
  #running = false;
  /** Milliseconds that a write takes, from and up to. */
  delay: readonly [number, number] = [0.1, 4];
  /** The same for a read. */
  reads: readonly [number, number] = [0.05, 0.5];
  trouble: Trouble | undefined;
  /** How probable it is that a write fails while there is trouble. */
  failing = 1;

  constructor(world: World, machine: Machine) {
    this.#world = world;
    this.#machine = machine;
    this.#random = world.random.fork(`disk of ${machine.name}`);
  }

  /** Writes behind what was asked before. Resolves with what went wrong, or undefined once it is durable. */
  write(apply: () => void): Promise<Trouble | undefined> {
    return this.#ask(apply, true);
  }

  /** Reads behind what was asked before, so that it finds it. */
  async read<T>(task: () => T): Promise<T> {
    let found: { value: T } | undefined;
    await this.#ask(() => {
      found = { value: task() };
    }, false);
    if (!found) throw new Error("a read that found nothing");
    return found.value;
  }

  /** The program is gone: the write of the moment is durable or not, all later ones are not. */
  halted(): void {
    const [running] = this.#tasks;
    if (this.#running && running?.writes && this.trouble === undefined && this.#random.chance(0.5))
      running.apply();
    this.#tasks = [];
    this.#running = false;
  }

  #ask(apply: () => void, writes: boolean): Promise<Trouble | undefined> {
    if (!this.#machine.up) return new Promise(() => {});
    return new Promise((resolve) => {
      this.#tasks.push({ apply, settle: resolve, writes });
      this.#next();
    });
  }

  #next(): void {
    const [task] = this.#tasks;
    if (!task || this.#running) return;
    this.#running = true;
    const [least, most] = task.writes ? this.delay : this.reads;
    const ms = least + this.#random.next() * (most - least);
    this.#world.in(ms, `${this.#machine.name} disk`, () => this.#done(task), this.#machine);
  }

  /** Durable first; the program hears of it a moment later, if it still runs then. */
  #done(task: Task): void {
    const fails = task.writes && this.trouble !== undefined && this.#random.chance(this.failing);
    const trouble = fails ? this.trouble : undefined;
    if (!trouble) task.apply();
    this.#tasks.shift();
    this.#running = false;
    this.#world.in(0.01, `${this.#machine.name} synced`, () => task.settle(trouble), this.#machine);
    this.#next();
  }
}
