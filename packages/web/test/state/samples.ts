import type { MessageEvent, RoomEvent } from "@partyline/protocol";

export const ANNA = "a".repeat(16);
export const BEN = "b".repeat(16);
export const NAMES: Record<string, string> = { [ANNA]: "Anna", [BEN]: "Ben" };
export const CLIENT = "0".repeat(16);
export const START = Date.UTC(2026, 0, 1, 12);
export const DAY_MS = 86_400_000;

/** What `by` said as event `seq`; a second after the one before unless said otherwise. */
export const said = (
  seq: number,
  by = BEN,
  at = START + seq * 1_000,
  text = `text ${seq}`,
): MessageEvent => ({
  seq,
  at,
  kind: "message",
  by,
  from: NAMES[by]!,
  text,
  client: CLIENT,
  n: seq,
});

export const joinedAt = (seq: number, by = BEN): RoomEvent => ({
  seq,
  at: START + seq * 1_000,
  kind: "join",
  by,
  from: NAMES[by]!,
});

/** `from` to `to`, both included. */
export const saidAll = (from: number, to: number, by = BEN): MessageEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => said(from + i, by));

export const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
