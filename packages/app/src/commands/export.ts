/** `partyline export ROOM`: everything said in a room of this device, as JSON lines. */
import { once } from "node:events";
import { exportRoom, type RoomExport, rangesInWords } from "@partyline/host";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { gathered, writeExport } from "../export-file.ts";
import { keptRoom } from "../kept-room.ts";
import { count } from "../words.ts";

export interface ExportOptions {
  /** The file; without it, stdout. */
  out?: string;
}

/** Writes the export. Errors: NO_ROOM, LOG_*, FILE_EXISTS, INCOMPLETE where events are missing (it is written all the
 *  same), and the system's. */
export async function exportCommand(room: string, { out }: ExportOptions, context: Context): Promise<void> {
  const { output, home, stdout } = context;
  const kept = await keptRoom(room, home);
  const log = exportRoom(kept, { rescue: false, now: Date.now() });
  try {
    if (out === undefined) await toStream(stdout, log);
    else await writeExport(out, log.lines());
  } finally {
    log.close();
  }
  const { header } = log;
  const complete = header.missing.length === 0;
  const human = `${count(header.count, "event")}, verified complete${removedWords(header)}.`;
  const told = { event: "exported", file: out ?? null, complete, ...summary(log) };
  if (out === undefined) {
    if (complete) output.note(output.json ? JSON.stringify(told) : human);
  } else await output.write(complete ? `${out}: ${human}` : undefined, told);
  if (!complete)
    throw new AppError(
      "INCOMPLETE",
      `${count(header.count, "event")} written; missing: ${rangesInWords(header.missing)}. The room's file is damaged: ` +
        `\`partyline verify ROOM\` says how, and with --rescue FILE may find more.`,
    );
}

/** What the header says of it, for programs. */
export function summary({ header }: RoomExport): object {
  const { room, name, first, last, count: events, missing, hash } = header;
  return { room, name, first, last, count: events, missing, hash };
}

const removedWords = ({ first }: { first: number }): string =>
  first > 1 ? ` from ${first} on; what was before, the room does not keep` : "";

async function toStream(stdout: NodeJS.WritableStream, log: RoomExport): Promise<void> {
  let broken: Error | undefined;
  const fail = (error: Error) => {
    broken = error;
  };
  stdout.on("error", fail);
  try {
    for (const part of gathered(log.lines())) {
      if (broken) throw broken;
      if (!stdout.write(part)) await once(stdout, "drain");
    }
  } finally {
    stdout.off("error", fail);
  }
}
