import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { MessageRow, RoomModel, Row } from "../../state/model.ts";
import { readText, wordsOf } from "../../text/index.ts";
import { countWords } from "./format.ts";

/** Milliseconds between two announcements: a screen reader must be able to finish one. */
const PAUSE = 2_000;

/** Characters of a message that are read out; the rest is in the timeline. */
const SAID = 160;

/** Tells a screen reader what arrives, and nothing that was there before: one message whole, several by number. */
export function Announcer({ room }: { room: RoomModel }) {
  const words = useSignal("");
  useEffect(() => {
    let last = newestSeq(room.rows.peek());
    let waiting: MessageRow[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const say = () => {
      timer = undefined;
      if (waiting.length === 0) return;
      const [only] = waiting;
      words.value =
        waiting.length === 1 && only ? spoken(only) : `${countWords(waiting.length)} new messages`;
      waiting = [];
      timer = setTimeout(say, PAUSE);
    };
    const stop = room.rows.subscribe((rows) => {
      // The first rows of a room that is only opening are no news.
      const fresh = last === undefined ? [] : arrivedAfter(rows, last);
      last = newestSeq(rows) ?? last;
      waiting.push(...fresh);
      if (waiting.length > 0) timer ??= setTimeout(say, 100);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [room, words]);
  return (
    <p class="hidden-text" aria-live="polite" aria-atomic="true">
      {words}
    </p>
  );
}

function spoken({ from, text }: MessageRow): string {
  const said = wordsOf(readText(text).text).trim().replace(/\s+/g, " ");
  return `${from}: ${said.length > SAID ? `${said.slice(0, SAID)}...` : said}`;
}

function newestSeq(rows: readonly Row[]): number | undefined {
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (row?.kind === "message" && row.seq !== undefined) return row.seq;
  }
  return undefined;
}

function arrivedAfter(rows: readonly Row[], last: number): MessageRow[] {
  const found: MessageRow[] = [];
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (row?.kind !== "message" || row.seq === undefined) continue;
    if (row.seq <= last) break;
    if (!row.mine) found.push(row);
  }
  return found.reverse();
}
