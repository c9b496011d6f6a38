/** Simulated time: one queue of events, run one after the other, with everything that they promise in between. */
import { type Random, randomFrom } from "./random.ts";
import { Trace } from "./trace.ts";

/** Whose events they are: its program may end, and it may stand still. */
export interface Owner {
  /** Rises whenever its program ends or begins. */
  readonly life: number;
  /** Nothing runs there before. */
  readonly stillUntil: number;
}

interface Event {
  due: number;
  readonly order: number;
  readonly label: string;
  /** Whose it is: it waits while that machine stands still, and never comes once its program is gone. */
  readonly machine: Owner | undefined;
  readonly life: number;
  run: (() => void) | undefined;
}

/** Steps of a run that are more than any honest one takes, some 2,000 a minute of simulated time. */
const STEPS_MOST = 150_000;

export class World {
  /** Milliseconds since the beginning. */
  now = 0;
  /** Events that were run. */
  steps = 0;
  readonly random: Random;
  /** What was thrown where nobody caught it. */
  readonly thrown: string[] = [];
  /** Called after each event with the machine that it was for. */
  after: (machine: Owner) => void = () => {};
  readonly #heap: Event[] = [];
  readonly #trace: Trace;
  /** What came for machines that stand still. */
  readonly #held = new Map<Owner, Event[]>();
  #order = 0;
  #awaited: { readonly sign: string; readonly task: () => void }[] = [];

  /** With `keepsTrace`, every step is kept as a line, to be read by a person. */
  constructor(seed: string, keepsTrace = false) {
    this.random = randomFrom(seed);
    this.#trace = new Trace(keepsTrace);
  }

  /** Of all that happened, in order. Ends the trace. */
  hash(): string {
    return this.#trace.end();
  }

  get lines(): readonly string[] {
    return this.#trace.lines ?? [];
  }

  /** Calls `task` as soon as a line of the trace holds `sign`. */
  once(sign: string, task: () => void): void {
    this.#awaited.push({ sign, task });
  }

  note(line: string, bytes?: Uint8Array): void {
    if (this.#awaited.length > 0) this.#met(line);
    this.#trace.add(this.now, line, bytes);
  }

  /** Runs `task` in `ms`; the answer calls it off. Of a `machine`: only if its program of now is still there. */
  in(ms: number, label: string, task: () => void, machine?: Owner): () => void {
    const due = this.now + Math.max(0, ms);
    const event: Event = { due, order: this.#order++, label, machine, life: machine?.life ?? 0, run: task };
    this.#push(event);
    return () => {
      event.run = undefined;
    };
  }

  /** `machine` goes on: what came meanwhile comes now, in its order. */
  wake(machine: Owner): void {
    for (const event of this.#held.get(machine) ?? []) this.#push(Object.assign(event, { due: this.now }));
    this.#held.delete(machine);
  }

  /** Runs all events until `ms`, or until `isOver` says so after one of them. */
  async runUntil(ms: number, isOver: () => boolean = () => false): Promise<void> {
    for (;;) {
      const event = this.#heap[0];
      if (!event || event.due > ms) break;
      this.#pop();
      if (!event.run || (event.machine && event.machine.life !== event.life)) continue;
      this.now = event.due;
      const { machine } = event;
      if (machine && machine.stillUntil > this.now) {
        this.#held.set(machine, [...(this.#held.get(machine) ?? []), event]);
        continue;
      }
      this.steps += 1;
      if (this.steps > STEPS_MOST) {
        if (this.thrown.length === 0) this.thrown.push(`endless: ${event.label}`);
        return;
      }
      this.note(event.label);
      try {
        event.run();
      } catch (error) {
        this.thrown.push(`${event.label}: ${(error as Error).stack ?? String(error)}`);
      }
      await behindPromises();
      if (machine) this.after(machine);
      if (isOver()) return;
    }
    this.now = Math.max(this.now, ms);
  }

  #met(line: string): void {
    const met = this.#awaited.filter(({ sign }) => line.includes(sign));
    if (met.length === 0) return;
    this.#awaited = this.#awaited.filter((one) => !met.includes(one));
    for (const { task } of met) task();
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.push(event) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as Event;
      if (!isBefore(event, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Event;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      const left = heap[child];
      const right = heap[child + 1];
      if (!left) break;
      if (right && isBefore(right, left)) child += 1;
      const least = heap[child] as Event;
      if (!isBefore(least, last)) break;
      heap[at] = least;
      at = child;
    }
    heap[at] = last;
  }
}

/** Behind every promise that can be kept by now, if its caller is behind a promise itself: Node turns to its next ticks
 *  once no promise is left. It costs a quarter of a turn of the event loop, and nothing in a run waits for anything real. */
export const behindPromises = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

const isBefore = (a: Event, b: Event): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);
