/** A hosted room's log, ready to be written as JSON lines. */
import { createHash } from "node:crypto";
import { encodeHostPublicKeys, hostKeysFrom, publicKeysOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { HostError } from "../errors.ts";
import { Holes, LogSalvage } from "../log/index.ts";
import type { KeptRoom } from "./find.ts";
import { EXPORT_VERSION, type ExportHeader, exportLine } from "./lines.ts";

export interface RoomExport {
  readonly header: ExportHeader;
  /** Header and events, each with its line feed. Error: EXPORT_CHANGED, where the second reading was not the first. */
  lines(): Generator<string>;
  /** May be called twice. */
  close(): void;
}

/**
 * Reads the room's log through once, for the header; also while a host has it open, and then it is one moment of it.
 * `rescue` looks for events in the bytes of a damaged file, too (not beside a host). `now` in milliseconds since
 * 1970-01-01 UTC. Errors, without `rescue`: LOG_MISSING, LOG_DAMAGED, LOG_TOO_NEW, LOG_READ_ONLY, LOG_FAILED.
 */
export function exportRoom(room: KeptRoom, { rescue, now }: { rescue: boolean; now: number }): RoomExport {
  const log = new LogSalvage(room.dir, { scan: rescue });
  try {
    const holes = new Holes(log.first);
    const hash = createHash("sha256");
    for (const event of log.events()) {
      hash.update(`${exportLine(event)}\n`);
      holes.add(event.seq);
    }
    holes.reach(log.head + 1);
    const header: ExportHeader = {
      kind: "export",
      version: EXPORT_VERSION,
      room: room.id,
      name: log.meta.get("name") ?? room.name ?? null,
      keys: keysOf(log.meta) ?? null,
      log: log.logId ?? null,
      first: log.first,
      last: log.head,
      count: holes.count,
      missing: holes.ranges,
      hash: hash.digest("hex"),
      at: new Date(now).toISOString(),
    };
    return { header, lines: () => linesOf(header, log), close: () => log.close() };
  } catch (error) {
    log.close();
    throw error;
  }
}

function* linesOf(header: ExportHeader, log: LogSalvage): Generator<string> {
  yield `${JSON.stringify(header)}\n`;
  const hash = createHash("sha256");
  for (const event of log.events()) {
    const line = `${exportLine(event)}\n`;
    hash.update(line);
    yield line;
  }
  if (hash.digest("hex") !== header.hash)
    throw new HostError("EXPORT_CHANGED", "The room's file has changed while it was read. Try again.");
}

/** The room's public keys, from its record; undefined where that is not whole. */
export function keysOf(meta: ReadonlyMap<string, string>): string | undefined {
  try {
    const bytes = (key: string) => new Uint8Array(Buffer.from(meta.get(key) ?? "", "base64url"));
    const keys = hostKeysFrom(nodeProvider, bytes("sign-seed"), bytes("noise-secret"));
    return encodeHostPublicKeys(publicKeysOf(keys));
  } catch {
    return undefined;
  }
}
