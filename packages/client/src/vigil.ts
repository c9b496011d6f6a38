/** While the host is away: the link by which a switchboard says when it is back. Relay SPEC.md, R4.12. */
import { type Ended, endOfClose } from "./core/endings.ts";
import type { Dial, Link, RoomTarget } from "./ports/link.ts";

export interface Vigil {
  /** Waits at the first of these that answers, unless it waits already. */
  keep(switchboards: readonly string[]): void;
  /** May be called twice. */
  end(): void;
}

/** `over` is told when the switchboard has said ONLINE, or can no longer. */
export function vigilOf(target: RoomTarget, dial: Dial, over: (ended: Ended) => void): Vigil {
  let link: Link | undefined;
  return {
    keep(switchboards) {
      if (link) return;
      const own: Link = dial(
        { ...target, addresses: [], switchboards, waits: true },
        {
          open() {},
          message() {},
          closed: (code, reason = "") => {
            if (link !== own) return;
            link = undefined;
            over(endOfClose(code, reason));
          },
        },
      );
      link = own;
    },
    end() {
      const last = link;
      link = undefined;
      last?.close();
    },
  };
}
