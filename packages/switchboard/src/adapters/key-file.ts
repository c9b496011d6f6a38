/** The switchboard's own key: made at the first start, read by nobody else. Whoever loses it cannot honour the receipts
 *  that it signed. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { SwitchboardError } from "../errors.ts";

/** 32 bytes, as base64url in one line. Errors: HOME, KEY for a file that holds something else. */
export function loadSeed(path: string, random: (bytes: number) => Uint8Array): Uint8Array {
  const text = read(path) ?? make(path, random);
  if (!/^[A-Za-z0-9_-]{43}\n?$/.test(text)) throw new SwitchboardError("KEY", path);
  return Buffer.from(text, "base64url");
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new SwitchboardError("HOME", path, { cause });
  }
}

function make(path: string, random: (bytes: number) => Uint8Array): string {
  const text = `${Buffer.from(random(32)).toString("base64url")}\n`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Exclusive: of two that start at once, one key counts.
    const file = openSync(path, "wx", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return text;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return readFileSync(path, "utf8");
    throw new SwitchboardError("HOME", path, { cause });
  }
}
