/** What is said in a room, as rows for the terminal's scrollback: times dimmed, following messages grouped. */
import type { MessageEvent, RoomEvent } from "@partyline/protocol";
import { clockTime, dayHeading, dayOf, sentenceOf } from "../words.ts";
import { safeLine, safeText } from "./safe-text.ts";
import type { Style } from "./style.ts";
import { padTo, widthOf } from "./width.ts";
import { wrap } from "./wrap.ts";

/** Messages of one person stand under one name when they are at most this far apart (milliseconds). */
const GROUP_MS = 5 * 60_000;
const TIME_COLUMNS = 7;
/** Names up to this width stand in a column of their own; longer ones push their first row aside. */
const NAME_COLUMNS = 12;
const GAP = 2;
/** A window narrower than this gives the name's column to the text. */
const NARROW = 60;
/** Longer lines of text are hard to read. */
const TEXT_COLUMNS = 75;

export interface FeedOptions {
  style: Style;
  /** The window's width now. */
  columns: () => number;
  /** Milliseconds since 1970-01-01 UTC. */
  now: () => number;
}

export interface Feed {
  /** The rows of an event. */
  event(event: RoomEvent): string[];
  /** The rows of a line of our own, dimmed and under the time of now. */
  note(text: string): string[];
  /** Rows that the person asked for, as they are, where the text of notes begins. */
  rows(rows: readonly string[]): string[];
}

/** A feed remembers only what the next row needs: the day, and who spoke last and when. */
export function createFeed({ style, columns, now }: FeedOptions): Feed {
  let day = dayOf(now());
  let speaker: { by: string; from: string; at: number } | undefined;

  const heading = (at: number): string[] => {
    if (dayOf(at) === day) return [];
    day = dayOf(at);
    speaker = undefined;
    return ["", style.dim(`${" ".repeat(TIME_COLUMNS)}${dayHeading(at, now())}`)];
  };

  const quiet = (at: number, text: string): string[] => {
    const rows = [...heading(at)];
    speaker = undefined;
    const wide = Math.min(TEXT_COLUMNS, columns() - 1 - TIME_COLUMNS);
    const [first, ...rest] = wrap(text, wide);
    rows.push(style.dim(`${clockTime(at)}  ${first?.text ?? ""}`));
    for (const row of rest) rows.push(style.dim(`${" ".repeat(TIME_COLUMNS)}${row.text}`));
    return rows;
  };

  const message = (event: MessageEvent): string[] => {
    const rows = heading(event.at);
    const narrow = columns() < NARROW;
    const indent = TIME_COLUMNS + (narrow ? 0 : NAME_COLUMNS + GAP);
    const grouped =
      speaker?.by === event.by && speaker.from === event.from && event.at - speaker.at < GROUP_MS;
    speaker = { by: event.by, from: event.from, at: event.at };
    const text = wrap(safeText(event.text), Math.min(TEXT_COLUMNS, columns() - 1 - indent));
    let lead = " ".repeat(indent);
    if (!grouped) {
      const name = safeLine(event.from);
      const head = `${style.dim(clockTime(event.at))}  ${style.member(event.by, name)}`;
      const fits = !narrow && widthOf(name) <= NAME_COLUMNS;
      if (fits) lead = head + padTo("", NAME_COLUMNS + GAP - widthOf(name));
      else rows.push(head);
    }
    for (const [at, row] of text.entries()) {
      if (row.whole && at === 0 && lead.trim() !== "") rows.push(lead.trimEnd());
      rows.push(row.whole ? row.text : (at === 0 ? lead : " ".repeat(indent)) + row.text);
    }
    return rows;
  };

  return {
    event: (event) => (event.kind === "message" ? message(event) : quiet(event.at, sentenceOf(event))),
    note: (text) => quiet(now(), text),
    rows(rows) {
      speaker = undefined;
      return rows.map((row) => " ".repeat(TIME_COLUMNS) + row);
    },
  };
}
