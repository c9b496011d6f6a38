/** An export on its way to a file: whole under its name, or not there at all. */
import { open, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AppError } from "./errors.ts";

/** Characters gathered for one write. */
const WRITE_CHARS = 256 * 1024;

/** Writes the lines to a new file for its owner alone, durable on return. Errors: FILE_EXISTS, and the system's; then no
 *  file is left. */
export async function writeExport(path: string, lines: Iterable<string>): Promise<void> {
  const file = await open(path, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST")
      throw new AppError(
        "FILE_EXISTS",
        `There is a file ${path} already. Give another name: nothing was written.`,
      );
    throw error;
  });
  try {
    for (const part of gathered(lines)) await file.write(part);
    await file.sync();
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
  await syncFolder(dirname(resolve(path)));
}

/** The lines in few and larger pieces. */
export function* gathered(lines: Iterable<string>): Generator<string> {
  let part = "";
  for (const line of lines) {
    part += line;
    if (part.length < WRITE_CHARS) continue;
    yield part;
    part = "";
  }
  if (part !== "") yield part;
}

/** Makes the new name durable; Windows cannot open a folder, and needs not. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().catch(() => {});
  await folder.close();
}
