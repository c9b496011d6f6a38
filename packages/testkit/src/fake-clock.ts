/** A clock that stands still until a test moves it. */

interface Task {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
}

/** Fits the protocol's `Clock`. Starts at 2026-01-01T00:00:00Z; `monotonic` starts at 0. */
export class FakeClock {
  #passed = 0;
  #order = 0;
  /** What `now` says beyond the time passed; a test may set it to make the device's clock jump. */
  offset = Date.UTC(2026, 0, 1);
  readonly #tasks = new Set<Task>();

  now = (): number => this.offset + this.#passed;

  monotonic = (): number => this.#passed;

  after = (ms: number, run: () => void): (() => void) => {
    const task = { due: this.#passed + Math.max(0, ms), order: this.#order++, run };
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  };

  /** Tasks that wait. After everything is closed there should be none. */
  get waiting(): number {
    return this.#tasks.size;
  }

  /** Lets `ms` milliseconds pass: tasks run when they are due, in order, and what they promised is kept in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#passed + ms;
    await settle();
    for (;;) {
      const next = this.#next();
      if (!next || next.due > until) break;
      this.#tasks.delete(next);
      this.#passed = next.due;
      next.run();
      await settle();
    }
    this.#passed = until;
  }

  /** As `advance`, without a pause for promises. */
  jump(ms: number): void {
    const until = this.#passed + ms;
    for (let next = this.#next(); next && next.due <= until; next = this.#next()) {
      this.#tasks.delete(next);
      this.#passed = next.due;
      next.run();
    }
    this.#passed = until;
  }

  #next(): Task | undefined {
    let first: Task | undefined;
    for (const task of this.#tasks)
      if (!first || task.due < first.due || (task.due === first.due && task.order < first.order))
        first = task;
    return first;
  }
}

/** Resolves after every promise that could be settled by now has been: a macrotask comes behind all of them. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
