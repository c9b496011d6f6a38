/** How a connection stands, in words. Pure. */
import type { ConnectionState } from "@partyline/client";
import type { Standing } from "./model.ts";

/** After so many breaks in a row a person is told that the host is away and not that it is about to be back. */
export const OFFLINE_TRIES = 3;

export const GOOD: Standing = { kind: "good", words: "" };
const JOINING: Standing = { kind: "joining", words: "Joining..." };
const RECONNECTING: Standing = { kind: "reconnecting", words: "Reconnecting..." };
const OFFLINE: Standing = {
  kind: "offline",
  words: "Host is offline: messages will be sent when it returns",
};

export interface Circumstances {
  /** Whether the room was ever live in this seat. */
  readonly wasLive: boolean;
  /** Breaks since it was live last. */
  readonly breaks: number;
  /** The room is known not to be open: closed on this device, or gone from a list that it was on. */
  readonly closed: boolean;
}

/** Reasons by which the host itself says that the room is not open there. */
export const GONE: ReadonlySet<string> = new Set(["SHUTDOWN", "NO_ROOM"]);

export function standingOf(state: ConnectionState, { wasLive, breaks, closed }: Circumstances): Standing {
  switch (state.kind) {
    case "live":
    case "catching-up":
      return GOOD;
    case "ended":
      return { kind: "ended", words: "Not connected" };
    case "waiting":
      if (closed || breaks >= OFFLINE_TRIES || GONE.has(state.why ?? "")) return OFFLINE;
      // A switchboard's word: the first after a break may be of a host that is just being started anew.
      if (state.why === "OFFLINE" && (breaks > 1 || !wasLive)) return OFFLINE;
      return wasLive ? RECONNECTING : JOINING;
    default:
      if (closed || breaks >= OFFLINE_TRIES) return OFFLINE;
      return wasLive || breaks > 0 ? RECONNECTING : JOINING;
  }
}
