/** What the runner and a driver say to each other. */
import type { RoomEvent } from "@partyline/protocol";

export interface DriverOptions {
  /** Names this driver in the history and begins each of its texts; no dots or slashes. */
  label: string;
  /** The username. */
  name: string;
  home: string;
  /** The file that its life is appended to. */
  file: string;
  /** The link or address that leads to the room, for the first life; afterwards it is pinned in `home`. */
  where: string;
  /** Instead of what `where` says. */
  addresses?: { address: string; port: number }[];
  switchboards?: string[];
  via?: "direct" | "switchboard";
  /** How many lives came before this one. */
  life: number;
}

export type DriverCommand =
  /** Says `count` messages in bursts over about `ms`. */
  | { do: "talk"; count: number; ms: number; seed: number }
  /** Says one message; answered by `pong` once it is acked and has come back in its place. */
  | { do: "ping"; id: number }
  /** Answered by `settled` once nothing that was said is without an answer. */
  | { do: "settle"; id: number }
  /** Answered by `reached` once everything up to `seq` was applied. */
  | { do: "reach"; id: number; seq: number }
  /** Reads nothing of its events for `ms`. */
  | { do: "freeze"; ms: number }
  | { do: "addresses"; addresses: { address: string; port: number }[] }
  /** What a system says when its network changes. */
  | { do: "probe" }
  | { do: "close" };

/** `ms`: when, as in a note. */
export type DriverRow = { ms?: number } & DriverTold;
type DriverTold =
  | { event: "state"; state: string; why?: string | undefined }
  | { event: "road"; road: string }
  | { event: "pong" | "settled" | "reached"; id: number }
  | { event: "trouble" | "failed"; code: string; detail: string }
  | { event: "reset"; why: string };

/** One line of a driver's file. `t` is milliseconds of the machine's clock that never goes back, one for all. */
export type Note =
  /** Where its kept copy ends; null where that is not known. */
  | readonly ["start", number | null]
  | readonly ["said", string, number]
  | readonly ["acked", string, number | null, number]
  | readonly ["refused", string, string]
  /** seq, id, by */
  | readonly ["applied", number, string, string]
  | readonly ["break", "RESET" | "GAP", number]
  | readonly ["complete", number];

/** What stands for an event in a history: the first word of a message, or its kind and who did it. A message whose
 *  length is not what it says of itself stands for nothing that was said. */
export function idOf(event: RoomEvent | { kind: string; by?: string; text?: string }): string {
  if (event.kind !== "message") return `${event.kind}:${"by" in event ? event.by : ""}`;
  const text = (event as { text: string }).text;
  const [id = ""] = text.split(" ", 1);
  return Number(id.split("/")[1]) === text.length ? id : `mangled:${id}:${text.length}`;
}

/** A text of `length` units or a few more, whose first word is unique and tells its length. */
export function textOf(label: string, life: number, n: number, length: number): string {
  const head = `${label}.${life}.${n}/`;
  const most = Math.max(length, head.length + 6);
  return `${head}${most} `.padEnd(most, "lorem ipsum ");
}
