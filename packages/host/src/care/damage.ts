/** What a person is told when a room's file is damaged. */
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { HostError } from "../errors.ts";
import { Holes, LogSalvage } from "../log/index.ts";

/** Bytes of a log up to which it is counted at once what can be read of it: this holds up all else. */
const COUNTED_BYTES = 16 * 1024 * 1024;

/** LOG_DAMAGED as an error that names the file, what of it can be read and how; any other error as it is. For a log that
 *  is not open in this process. */
export function damageNamed(dir: string, name: string | undefined, error: unknown): unknown {
  if ((error as { code?: unknown } | null)?.code !== "LOG_DAMAGED") return error;
  const file = join(dir, "log.db");
  const room = name === undefined ? basename(dir) : `"${name}"`;
  return new HostError(
    "LOG_DAMAGED",
    `This room's file is damaged: ${file}. Nothing in it was changed. ${readable(dir)} ` +
      `\`partyline verify ${room} --rescue FILE\` writes what can be read to a file that \`partyline import\` takes.`,
    { cause: error },
  );
}

function readable(dir: string): string {
  try {
    const { size } = statSync(join(dir, "log.db"));
    if (size > COUNTED_BYTES) return "";
    const log = new LogSalvage(dir, { scan: true });
    try {
      const holes = new Holes(log.first);
      for (const { seq } of log.events()) holes.add(seq);
      const of = Math.max(0, log.head - log.first + 1);
      return holes.count === 0
        ? "No event of it can be read."
        : `${holes.count} of ${of} events can be read.`;
    } finally {
      log.close();
    }
  } catch {
    return "";
  }
}
