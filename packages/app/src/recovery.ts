/** The recovery key of a room: read from where it is kept, and shown with what it is for. */
import { readFile } from "node:fs/promises";
import { AppError } from "./errors.ts";
import { readLines } from "./lines.ts";

/** Bytes of the line with the key; nine groups of four and what stands between them, with room to spare. */
const LINE_BYTES = 1_000;

/** The first line of the file that is not empty, or of stdin for "-". It comes in no list of processes that way. Errors:
 *  RECOVERY_FILE, and the system's. */
export async function readRecoveryKey(path: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  if (path !== "-") return firstLine((await readFile(path, "utf8")).split("\n"), path);
  const lines: string[] = [];
  for await (const { text } of readLines(stdin, LINE_BYTES)) {
    lines.push(text);
    if (text.trim() !== "") break;
  }
  return firstLine(lines, "what was typed");
}

function firstLine(lines: readonly string[], where: string): string {
  const line = lines.map((text) => text.trim()).find((text) => text !== "");
  if (line === undefined) throw new AppError("RECOVERY_FILE", `There is no recovery key in ${where}.`);
  return line;
}

/** The key for a person, with what it is for. */
export const recoveryRows = (key: string): string[] => [
  "Recovery key, for paper:",
  "",
  `  ${key}`,
  "",
  "It moves this room, with its name at switchboards and its links, to another device: put it in a file there, and",
  "`partyline host NAME --recover-file FILE`. What was said stays here. Whoever has it can host the room, so keep it",
  "to yourself. This is the only time it is shown unasked; --show-recovery-key shows it again.",
];
