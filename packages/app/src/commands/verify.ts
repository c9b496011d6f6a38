/** `partyline verify ROOM`: whether all that is kept of a room is whole, and what can be saved where it is not. */
import {
  exportRoom,
  type RoomCheck,
  type RoomExport,
  type RoomReport,
  rangesInWords,
  verifyRoom,
} from "@partyline/host";
import type { Context } from "../context.ts";
import { AppError, codeOf } from "../errors.ts";
import { writeExport } from "../export-file.ts";
import { keptRoom } from "../kept-room.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { count } from "../words.ts";
import { summary } from "./export.ts";

export interface VerifyOptions {
  /** A file for all that can be read of a damaged room. */
  rescue?: string;
}

/** What each check looks at, as a person reads it. */
const CHECKS: Readonly<Record<RoomCheck["name"], string>> = {
  file: "the file is whole",
  record: "the room's keys and record",
  numbers: "every number has its event",
  events: "every event can be read",
  senders: "every sender's messages, in order, as sent",
};

/** Says how the room is. Errors: NO_ROOM, LOG_*, DAMAGED where anything is wrong, FILE_EXISTS. */
export async function verifyCommand(
  room: string,
  { rescue }: VerifyOptions,
  context: Context,
): Promise<void> {
  const { output } = context;
  const kept = await keptRoom(room, context.home);
  const report = lookOver(kept);
  const { ok, first, head, events, missing, checks } = report;
  await output.write(rows(report), {
    event: "verified",
    room: kept.name ?? null,
    id: kept.id,
    ok,
    first,
    last: head,
    count: events,
    missing,
    checks: checks.map(({ name, words }) => ({ name, ok: words.length === 0, words })),
  });
  if (rescue !== undefined) await save(exportRoom(kept, { rescue: !ok, now: Date.now() }), rescue, output);
  if (ok) return;
  const help = rescue === undefined ? " Add --rescue FILE to save what can be read." : "";
  throw new AppError("DAMAGED", `The room is damaged: ${kept.file}. Nothing in it was changed.${help}`);

  function lookOver(it: typeof kept): RoomReport {
    try {
      return verifyRoom(it);
    } catch (error) {
      if (codeOf(error) !== "LOG_MISSING") throw error;
      const words = ["it is gone"];
      return { ok: false, first: 1, head: 0, events: 0, missing: [], checks: [{ name: "file", words }] };
    }
  }
}

function rows({ ok, first, head, events, checks }: RoomReport): string {
  const lines = checks.flatMap(({ name, words }) => [
    `  ${words.length === 0 ? "ok " : "BAD"}  ${CHECKS[name]}`,
    ...words.map((line) => `         ${safeLine(line)}`),
  ]);
  const what = head >= first ? `${count(events, "event")}, ${first} to ${head}` : "no events";
  return [...lines, ok ? `All is well: ${what}.` : `Not all is well: ${what}.`].join("\n");
}

/** Writes what can be read, and says what was saved and what was not. */
async function save(log: RoomExport, file: string, output: Context["output"]): Promise<void> {
  try {
    const { header } = log;
    if (header.count === 0)
      throw new AppError("NOTHING_LEFT", "No event of this room can be read any more. No file was written.");
    await writeExport(file, log.lines());
    const lost =
      header.missing.length === 0 ? "Nothing is missing" : `Lost: ${rangesInWords(header.missing)}`;
    const rows = [
      `Saved: ${count(header.count, "event")} in ${file}. ${lost}.`,
      ...(header.keys === null
        ? ["The room's keys cannot be read: only its recovery key on paper can bring back its links."]
        : []),
      `Make a room of it: partyline import ${file}${header.missing.length === 0 ? "" : " --partial"} --name NAME`,
    ];
    const human = rows.join("\n");
    await output.write(human, { event: "rescued", file, keys: header.keys !== null, ...summary(log) });
  } finally {
    log.close();
  }
}
