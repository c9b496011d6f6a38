/** Rooms that are no more, as switchboards are told of them. SPEC.md of relay, R3.10 to R3.14. */
import { type Buried, limits as relayLimits } from "@partyline/relay";
import { TRUNK_ASK_AGAIN_MS } from "../../limits.ts";
import type { Timers } from "../../timers.ts";
import type { Burial } from "./burial.ts";
import type { SessionOptions } from "./session-options.ts";
import type { Uplink } from "./uplink.ts";

/** It is worth asking again. */
const LATER: ReadonlySet<string> = new Set(["RATE", "UNAVAILABLE"]);

/** Those of one trunk that wait for an answer, by room. */
export class Burials {
  readonly #o: Pick<SessionOptions, "ground" | "buried" | "unheard">;
  readonly #uplink: Uplink;
  readonly #timers: Timers;
  readonly #asked = new Map<string, Burial>();

  constructor(
    options: Pick<SessionOptions, "ground" | "buried" | "unheard">,
    uplink: Uplink,
    timers: Timers,
  ) {
    this.#o = options;
    this.#uplink = uplink;
    this.#timers = timers;
  }

  send(burial: Burial): void {
    if (burial.over) return;
    this.#asked.set(burial.room, burial);
    this.#uplink.send(burial.frame);
    this.#timers.later(relayLimits.HELLO_MS, () => {
      if (this.#asked.get(burial.room) === burial && !burial.over) this.#o.unheard(burial);
    });
  }

  answered({ room, code }: Buried): void {
    const { ground, buried } = this.#o;
    const burial = this.#asked.get(room);
    this.#asked.delete(room);
    if (!burial || burial.over) return;
    if (code !== undefined && LATER.has(code)) {
      burial.rest();
      this.#timers.later(TRUNK_ASK_AGAIN_MS * (0.5 + ground.random()), () => this.send(burial));
    } else buried(burial, code);
  }
}
