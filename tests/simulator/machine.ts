/** One machine: the program on it may be killed, started again or made to stand still; its clock may be wrong. */
import type { Clock } from "@partyline/protocol";
import type { World } from "./world.ts";

/** 2026-01-01T00:00:00Z, in milliseconds since 1970. */
const START_AT = Date.UTC(2026, 0, 1);

export class Machine {
  readonly name: string;
  readonly #world: World;
  /** Rises whenever the program ends or begins: what an earlier one asked for never comes. */
  life = 0;
  up = false;
  /** Whether the machine itself is without power: it does not even refuse. */
  dark = false;
  /** Nothing runs here before. */
  stillUntil = 0;
  /** Milliseconds by which its clock differs. */
  skew = 0;

  constructor(name: string, world: World) {
    this.name = name;
    this.#world = world;
  }

  /** A program begins. Gives its clock, which is dead once it ends. */
  boot(): Clock {
    this.life += 1;
    this.up = true;
    this.dark = false;
    const { life } = this;
    const world = this.#world;
    return {
      now: () => Math.floor(START_AT + world.now + this.skew),
      monotonic: () => world.now,
      // Whole milliseconds and one at least, as Node's timers are.
      after: (ms, task) =>
        this.life === life
          ? world.in(Math.max(1, Math.trunc(ms)), `${this.name} timer`, task, this)
          : () => {},
    };
  }

  /** Nothing runs here for `ms` milliseconds, or until it is to go on. */
  stand(ms: number): void {
    this.stillUntil = this.#world.now + ms;
    this.#world.in(ms, `${this.name} stands no more`, () => this.goOn());
  }

  goOn(): void {
    this.stillUntil = 0;
    this.#world.wake(this);
  }

  /** The program is gone, whatever it was doing. */
  halt(dark: boolean): void {
    this.life += 1;
    this.up = false;
    this.dark = dark;
    this.goOn();
  }
}
