/** Waits at switchboards for a room whose host is away: each of them says when it is back. Relay SPEC.md, R4.12. */
import { relayErrorOfClose, limits as relayLimits, windowOfReason } from "@partyline/relay";
import type { Dial, Link, RoomTarget } from "./ports/link.ts";

export interface VigilOptions {
  target: RoomTarget;
  dial: Dial;
  /** The host is back, or nobody is left who would say so. Those who wait spread themselves over so many seconds. */
  over(back: boolean, windowSeconds: number): void;
}

export class Vigil {
  readonly #o: VigilOptions;
  readonly #links = new Map<string, Link>();

  constructor(options: VigilOptions) {
    this.#o = options;
  }

  /** Waits at these; where it waits already, it goes on. */
  keep(switchboards: readonly string[]): void {
    for (const url of switchboards) {
      if (this.#links.has(url)) continue;
      const link: Link = this.#o.dial(
        { ...this.#o.target, addresses: [], switchboards: [url], waits: true },
        {
          open() {},
          message() {},
          closed: (code, reason = "") => {
            if (this.#links.get(url) === link) this.#closed(url, code, reason);
          },
        },
      );
      this.#links.set(url, link);
    }
  }

  /** May be called twice. */
  stop(): void {
    const links = [...this.#links.values()];
    this.#links.clear();
    for (const link of links) link.close();
  }

  #closed(url: string, code: number, reason: string): void {
    this.#links.delete(url);
    const why = relayErrorOfClose(code);
    if (why === "ONLINE") this.stop();
    if (this.#links.size === 0)
      this.#o.over(why === "ONLINE", windowOfReason(reason, relayLimits.WINDOW_SECONDS));
  }
}
