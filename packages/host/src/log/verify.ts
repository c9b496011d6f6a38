/** Whether a log is whole: the file, the numbers, the events, and what each sender has counted. */
import { createHash } from "node:crypto";
import { decodeBatch, encodeBatch } from "@partyline/protocol";
import { LogError } from "./errors.ts";
import { Holes, rangesInWords, type SeqRange } from "./holes.ts";
import { Senders } from "./senders.ts";
import { LogReader, type ReadEvent } from "./sqlite/reader.ts";

/** Words of one check at most; a file that is full of faults needs no longer list. */
const WORDS = 20;

/** One thing that was looked at; `words` say what is wrong, and are empty where nothing is. */
export interface LogCheck {
  name: "file" | "numbers" | "events" | "senders";
  words: string[];
}

export interface LogReport {
  /** The first seq that is kept, the last, and how many events could be read. */
  first: number;
  head: number;
  events: number;
  /** Runs of seqs that should be there and are not. */
  missing: readonly SeqRange[];
  checks: LogCheck[];
}

/** Looks through the log in `dir`, also while a host has it open. Errors: LOG_MISSING, LOG_TOO_NEW, LOG_READ_ONLY,
 *  LOG_FAILED; damage is no error but a report. */
export function verifyLog(dir: string): LogReport {
  const file = new Words("file");
  let reader: LogReader;
  try {
    reader = new LogReader(dir);
  } catch (error) {
    file.damage(error);
    return { first: 1, head: 0, events: 0, missing: [], checks: [file] };
  }
  try {
    for (const line of reader.integrity()) file.add(line);
    return look(reader, file);
  } catch (error) {
    file.damage(error);
    return { first: 1, head: 0, events: 0, missing: [], checks: [file] };
  } finally {
    reader.close();
  }
}

function look(reader: LogReader, file: Words): LogReport {
  const { first, head } = reader.state();
  const [numbers, events, sending] = [new Words("numbers"), new Words("events"), new Words("senders")];
  const holes = new Holes(first);
  const senders = new Senders(first, (text) => createHash("sha256").update(text).digest());
  const take = (row: ReadEvent): void => {
    holes.add(row.seq);
    const event = eventIn(row);
    if (event === undefined) events.add(`event ${row.seq} is not one, or not the one that its row says`);
    else if (row.hash !== null && event.kind === "message") sending.add(senders.add(row, event));
  };
  // Where a page cannot be read, the rest behind it is still looked at.
  let from = first;
  while (from <= head)
    try {
      for (const row of reader.events(from)) {
        // In a damaged tree rows may lead back; nobody may be led in circles.
        if (row.seq < from) throw new LogError("LOG_DAMAGED", "events are not in order");
        take(row);
        from = row.seq + 1;
      }
      break;
    } catch (error) {
      file.damage(error);
      from = nextReadable(reader, from, Math.min(head, from + reader.most()));
    }
  const { words, lost } = senders.end(reader.clients(), head);
  for (const line of words) sending.add(line);
  holes.reach(Math.max(head, lost) + 1);
  if (holes.ranges.length > 0) numbers.add(`not there: ${rangesInWords(holes.ranges)}`);
  const checks = [file, numbers, events, sending];
  return { first, head: Math.max(head, lost), events: holes.count, missing: holes.ranges, checks };
}

/** The first seq after `from` up to `last` that can be read; past all where none can. */
function nextReadable(reader: LogReader, from: number, last: number): number {
  const readable = (seq: number): boolean => {
    try {
      for (const row of reader.events(seq, seq)) return row.seq === seq;
    } catch {
      // Still within the damage.
    }
    return false;
  };
  for (let seq = from + 1; seq <= last; seq += 1) if (readable(seq)) return seq;
  return Number.POSITIVE_INFINITY;
}

/** The event of a row, decoded; undefined where it is none. */
function eventIn({ seq, at, kind, member, json }: ReadEvent) {
  try {
    const [event] = decodeBatch(encodeBatch([`{"seq":${seq},${json.slice(1)}`])).events;
    const is = event?.kind === "unknown" ? event.was : event?.kind;
    if (event === undefined || event.at !== at || is !== kind) return undefined;
    return event.kind === "unknown" || member === null || event.by === member ? event : undefined;
  } catch {
    return undefined;
  }
}

class Words implements LogCheck {
  readonly name: LogCheck["name"];
  readonly words: string[] = [];
  constructor(name: LogCheck["name"]) {
    this.name = name;
  }
  add(line: string | undefined): void {
    if (line === undefined || this.words.includes(line)) return;
    if (this.words.length < WORDS) this.words.push(line);
    else if (this.words.length === WORDS) this.words.push("and more of that");
  }
  /** What was thrown, where it is damage; else throws it again. */
  damage(error: unknown): void {
    if (!(error instanceof LogError) || error.code !== "LOG_DAMAGED") throw error;
    this.add(error.detail ?? "a part of the file cannot be read");
  }
}
