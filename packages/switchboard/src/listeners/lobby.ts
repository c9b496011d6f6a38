/** How many TCP connections are here that are no WebSocket yet, in all and from one address: whoever only connects, or
 *  asks slowly, holds a place here and nowhere else. */
import type { SwitchboardLimits } from "../limits.ts";

export class Lobby {
  readonly #limits: SwitchboardLimits;
  readonly #byAddress = new Map<string, number>();
  #all = 0;

  constructor(limits: SwitchboardLimits) {
    this.#limits = limits;
  }

  /** Takes a place; the answer gives it back, and may be called twice. Undefined where there is none. `address`:
   *  undefined where it says nothing, since all come by way of a proxy. */
  enter(address: string | undefined): (() => void) | undefined {
    const here = address === undefined ? 0 : (this.#byAddress.get(address) ?? 0);
    if (this.#all >= this.#limits.lobby || here >= this.#limits.lobbyPerAddress) return undefined;
    this.#add(address, 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#add(address, -1);
    };
  }

  #add(address: string | undefined, one: 1 | -1): void {
    this.#all += one;
    if (address === undefined) return;
    const here = (this.#byAddress.get(address) ?? 0) + one;
    if (here > 0) this.#byAddress.set(address, here);
    else this.#byAddress.delete(address);
  }
}
