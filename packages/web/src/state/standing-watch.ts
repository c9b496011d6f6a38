/** Follows a connection and says how it stands, without flashing words for what is over at once. */
import type { ConnectionState } from "@partyline/client";
import type { Clock } from "@partyline/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Standing } from "./model.ts";
import type { Facts } from "./room-options.ts";
import { GONE, GOOD, standingOf } from "./standing.ts";

/** A break or a join that is over sooner is not worth a word (milliseconds). */
const GRACE_MS = 400;

export interface StandingWatchOptions {
  readonly clock: Clock;
  state(): ConnectionState;
  facts(): Facts;
  /** Whether the store is away just now: what ended for want of it begins again by itself. */
  storeAway(): boolean;
  /** The host is away. */
  offline(): void;
}

export interface StandingWatch {
  readonly standing: ReadonlySignal<Standing>;
  became(state: ConnectionState): void;
  /** Looks again: something else has changed. */
  judge(): void;
  close(): void;
}

export function watchStanding({
  clock,
  state,
  facts,
  storeAway,
  offline,
}: StandingWatchOptions): StandingWatch {
  const standing = signal(GOOD);
  let wasLive = false;
  let breaks = 0;
  /** The host said that the room is not open there. */
  let goodbye = false;
  let cancel = () => {};

  function judge(): void {
    const { hosted, listed } = facts();
    const closed = goodbye || hosted?.open === false || (breaks > 0 && listed === false);
    const now = state();
    const waits = now.kind === "ended" && storeAway();
    const seen: ConnectionState = waits ? { kind: "connecting", attempt: 0 } : now;
    const next = standingOf(seen, { wasLive, breaks, closed });
    if (next.kind === "offline") offline();
    cancel();
    const before = standing.peek().kind;
    if (before === next.kind) return;
    const mayPass = next.kind === "joining" || next.kind === "reconnecting";
    if (before !== "good" || !mayPass) standing.value = next;
    else
      cancel = clock.after(GRACE_MS, () => {
        standing.value = next;
      });
  }

  return {
    standing,
    judge,
    became(now) {
      if (now.kind === "waiting") {
        breaks += 1;
        goodbye ||= GONE.has(now.why ?? "");
      }
      if (now.kind === "catching-up" || now.kind === "live") {
        wasLive = true;
        breaks = 0;
        goodbye = false;
      }
      judge();
    },
    close: () => cancel(),
  };
}
