/** Whether all that is kept of a room is whole. */
import { decodeHostPublicKeys, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { type LogReport, LogSalvage, verifyLog } from "../log/index.ts";
import { keysOf } from "./export.ts";
import type { KeptRoom } from "./find.ts";

export interface RoomCheck {
  name: "file" | "record" | "numbers" | "events" | "senders";
  /** What is wrong; empty where nothing is. */
  words: string[];
}

export interface RoomReport extends Omit<LogReport, "checks"> {
  ok: boolean;
  checks: RoomCheck[];
}

/** What a room cannot be opened without. */
const NEEDED = ["name", "owner", "owner-name", "epoch"] as const;

/** Looks through the room's log and its record, also while a host has it open. Errors: LOG_MISSING, LOG_TOO_NEW,
 *  LOG_READ_ONLY, LOG_FAILED; damage is a report. */
export function verifyRoom({ dir, id }: KeptRoom): RoomReport {
  const { checks, ...report } = verifyLog(dir);
  const [file, ...others] = checks;
  const record = { name: "record", words: others.length > 0 ? recordWords(dir, id) : [] } as const;
  const all: RoomCheck[] = [...(file ? [file] : []), ...(others.length > 0 ? [record] : []), ...others];
  return { ...report, ok: all.every(({ words }) => words.length === 0), checks: all };
}

function recordWords(dir: string, id: string): string[] {
  const log = new LogSalvage(dir, { scan: false });
  try {
    const { meta } = log;
    const lacking = NEEDED.filter((key) => !meta.has(key)).map((key) => `the room's ${key} is not there`);
    const keys = keysOf(meta);
    if (keys === undefined) return [...lacking, "the room's keys are not there"];
    const isOurs = roomIdOf(nodeProvider, decodeHostPublicKeys(keys)) === id;
    return isOurs ? lacking : [...lacking, "the keys are those of another room"];
  } finally {
    log.close();
  }
}
