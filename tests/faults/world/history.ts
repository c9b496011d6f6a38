/** From the drivers' files and the host's database to a history that can be checked. */

import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LogRow, MemberHistory, Said, Seen } from "@partyline/testkit";
import { idOf, type Note } from "../driver/words.ts";

/** A driver's file, read as it grows. */
export class Life {
  readonly label: string;
  readonly said: Said[] = [];
  readonly seen: Seen[] = [];
  /** Everything that went wrong in a way that only this driver can know. */
  readonly oddities: string[] = [];
  /** Messages that were refused for good, with the code. */
  readonly refused: string[] = [];
  readonly #file: string;
  readonly #acked: Map<string, number>;
  readonly #byId = new Map<string, Said>();
  #offset = 0;
  #partial = "";
  #last = 0;

  /** `acked` is shared by all who may answer for each other: an installation may go on with another's outbox. */
  constructor(label: string, file: string, acked: Map<string, number>) {
    this.label = label;
    this.#file = file;
    this.#acked = acked;
  }

  /** Takes what was written since. */
  read(): void {
    const fd = openSync(this.#file, "r");
    try {
      const buffer = Buffer.alloc(1 << 20);
      for (;;) {
        const size = readSync(fd, buffer, 0, buffer.length, this.#offset);
        if (size === 0) break;
        this.#offset += size;
        const lines = (this.#partial + buffer.toString("latin1", 0, size)).split("\n");
        this.#partial = lines.pop() ?? "";
        for (const line of lines) this.#take(line);
      }
    } finally {
      closeSync(fd);
    }
  }

  /** With the acks that any driver heard. */
  history(member: string): MemberHistory {
    for (const said of this.said) {
      const acked = this.#acked.get(said.id);
      if (acked !== undefined) said.acked = acked;
    }
    return { member, said: this.said, seen: this.seen };
  }

  /** What was applied last. */
  get last(): number {
    return this.#last;
  }

  /** Forgets what was seen, for a room whose log was replaced; what is said from now on counts. */
  forget(): void {
    this.said.length = this.seen.length = 0;
    this.#byId.clear();
  }

  #take(line: string): void {
    const note = parsed(line);
    if (!note) return;
    switch (note[0]) {
      case "start":
        this.seen.push({ kind: "break", code: "START", ...(note[1] === null ? {} : { after: note[1] }) });
        return;
      case "said": {
        const said: Said = { id: note[1] };
        this.said.push(said);
        this.#byId.set(note[1], said);
        return;
      }
      case "acked": {
        const [, id, seq] = note;
        const before = this.#acked.get(id);
        if (seq !== null && before !== undefined && before !== seq)
          this.oddities.push(`${id} was acked at ${before} and at ${seq}`);
        if (seq !== null) this.#acked.set(id, seq);
        return;
      }
      case "refused": {
        const mine = this.#byId.get(note[1]);
        if (mine) mine.refused = note[2];
        this.refused.push(`${note[1]} with ${note[2]}`);
        return;
      }
      case "applied":
        this.seen.push({ kind: "applied", seq: note[1], id: note[2], by: note[3] });
        this.#last = note[1];
        return;
      case "break":
        this.seen.push({ kind: "break", code: note[1] });
        this.#last = note[2] - 1;
        return;
      case "complete":
        this.seen.push({ kind: "complete-to", seq: note[1] });
    }
  }
}

/** A line that a kill cut off is none. */
function parsed(line: string): Note | undefined {
  if (line === "") return undefined;
  try {
    return JSON.parse(line) as Note;
  } catch {
    return undefined;
  }
}

/** The host's log, from the file itself, from behind `after` on. */
export function readLog(file: string, after = 0): LogRow[] {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const rows = db
      .prepare("SELECT seq, kind, member, json FROM events WHERE seq > ? ORDER BY seq")
      .all(after);
    return rows.map((row) => {
      const { seq, kind, member, json } = row as { seq: number; kind: string; member: string; json: string };
      return { seq, id: idOf({ ...(JSON.parse(json) as object), kind, by: member }), by: member };
    });
  } finally {
    db.close();
  }
}

/** Member ids by username. */
export function readMembers(file: string): Map<string, string> {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    const rows = db.prepare("SELECT id, name FROM members").all() as { id: string; name: string }[];
    return new Map(rows.map(({ id, name }) => [name, id]));
  } finally {
    db.close();
  }
}

/** Where the host with the data folder `home` keeps that room. */
export const logOf = (home: string, room: string): string => join(home, "rooms", room, "log.db");
