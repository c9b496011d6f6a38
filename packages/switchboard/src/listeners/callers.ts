/** How many connections there are, in all and from one address. */
import type { RelayErrorCode } from "@partyline/relay";
import type { SwitchboardLimits } from "../limits.ts";

interface Count {
  all: number;
  /** Of them, those that have not said anything. */
  greeting: number;
}

export interface Caller {
  /** It has said something. */
  greeted(): void;
  gone(): void;
}

export class Callers {
  readonly #limits: SwitchboardLimits;
  readonly #all: Count = { all: 0, greeting: 0 };
  readonly #byAddress = new Map<string, Count>();

  constructor(limits: SwitchboardLimits) {
    this.#limits = limits;
  }

  /** Why no further connection from there is taken; undefined where it is. */
  refusal(address: string): RelayErrorCode | undefined {
    const { connections, greeting, connectionsPerAddress, greetingPerAddress } = this.#limits;
    const here = this.#byAddress.get(address);
    const tooMany =
      this.#all.all >= connections ||
      this.#all.greeting >= greeting ||
      (here !== undefined && (here.all >= connectionsPerAddress || here.greeting >= greetingPerAddress));
    return tooMany ? "BUSY" : undefined;
  }

  add(address: string): Caller {
    const here = this.#byAddress.get(address) ?? { all: 0, greeting: 0 };
    this.#byAddress.set(address, here);
    const both = [this.#all, here];
    let greeting = true;
    for (const count of both) {
      count.all += 1;
      count.greeting += 1;
    }
    const greeted = () => {
      if (!greeting) return;
      greeting = false;
      for (const count of both) count.greeting -= 1;
    };
    return {
      greeted,
      gone: () => {
        greeted();
        for (const count of both) count.all -= 1;
        if (here.all === 0) this.#byAddress.delete(address);
      },
    };
  }
}
