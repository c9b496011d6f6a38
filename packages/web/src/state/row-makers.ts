/** Single rows of the timeline, and which of them belong together. Pure. */
import type { PendingMessage } from "@partyline/client";
import type { RoomEvent } from "@partyline/protocol";
import { wordsOf } from "./event-words.ts";
import { failureOf } from "./failures.ts";
import type { MessageRow, Row } from "./model.ts";

/** What follows the same author within this is shown without name and face (milliseconds). */
export const GROUP_MS = 5 * 60_000;

/** Whether `row` continues what stands before it. */
export const continues = (before: Row | undefined, row: Pick<MessageRow, "by" | "from" | "at">): boolean =>
  before?.kind === "message" &&
  before.by === row.by &&
  before.from === row.from &&
  Math.abs(row.at - before.at) <= GROUP_MS;

export function rowOf(event: RoomEvent, key: string, mine: boolean): Row {
  const { seq, at } = event;
  if (event.kind !== "message") return { kind: "system", key, at, words: wordsOf(event) };
  const { by, from, text } = event;
  const stored = { state: "stored", failure: undefined, pendingKey: undefined } as const;
  return { kind: "message", key, seq, by, from, mine, at, text, first: true, ...stored };
}

/** Who writes here. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

export const pendingRow = (entry: PendingMessage, key: string, me: Author): MessageRow => ({
  kind: "message",
  key,
  seq: undefined,
  by: me.id,
  from: me.name,
  mine: true,
  at: entry.at,
  text: entry.text,
  first: true,
  state: entry.failed ? "failed" : "pending",
  failure: entry.failed && failureOf(entry.failed.code, entry.failed.detail),
  pendingKey: entry.key,
});

/** The row with `first` as what stands before it asks; the same object where nothing changes. */
export function joined(before: Row | undefined, row: Row): Row {
  if (row.kind !== "message") return row;
  const first = !continues(before, row);
  return first === row.first ? row : { ...row, first };
}
