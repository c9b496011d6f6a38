/** `partyline import FILE`: a new room on this device from an export. */
import { createReadStream } from "node:fs";
import { importRoom, LINE_BYTES } from "@partyline/host";
import { memberKeyFor, roomTag } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import type { Context } from "../context.ts";
import { AppError, codeOf } from "../errors.ts";
import { wholeLines } from "../lines.ts";
import { usernameFor } from "../profile.ts";
import { safeLine } from "../terminal/safe-text.ts";
import { count } from "../words.ts";

export interface ImportOptions {
  name?: string;
  /** Whether to take what is whole of a damaged export. */
  partial?: boolean;
}

/** Makes the room; it is not opened. Errors: BAD_EXPORT, EXPORT_TOO_NEW, NAME_*, LOG_*, and the system's. */
export async function importCommand(file: string, options: ImportOptions, context: Context): Promise<void> {
  const { output, home } = context;
  const source = file === "-" ? context.stdin : createReadStream(file);
  const store = await context.store();
  try {
    const username = await usernameFor(context.as, store, context.prompt, output);
    const { seed } = await store.profile();
    const owner = { name: username, key: (id: string) => memberKeyFor(nodeProvider, seed, id).public };
    const { name, partial = false } = options;
    const room = await importRoom({ home, owner, name, lines: wholeLines(source, LINE_BYTES), partial });
    for (const fault of room.faults) output.note(safeLine(fault));
    const rows = [
      `${safeLine(room.name)}#${roomTag(room.id)}: ${count(room.count, "event")}${room.faults.length > 0 ? "; the export was not whole" : ", all of the export"}.`,
      "It is a new room of yours, with a link of its own; the people in it join anew.",
      `Open it: partyline host "${safeLine(room.name)}"`,
    ];
    const { id, first, last, count: events, faults } = room;
    await output.write(rows.join("\n"), {
      event: "imported",
      room: room.name,
      id,
      first,
      last,
      count: events,
      complete: faults.length === 0,
    });
  } catch (error) {
    if (codeOf(error) !== "BAD_EXPORT") throw error;
    const faults = (error as Error).message.split("\n");
    for (const fault of faults.slice(0, -1)) output.note(safeLine(fault));
    throw new AppError(
      "BAD_EXPORT",
      `This export is not whole, so nothing was made of it: ${safeLine(faults.at(-1) ?? "")}. ` +
        "Add --partial to take what can be read.",
      { cause: error },
    );
  } finally {
    source.destroy();
    await store.close();
  }
}
