/** Entries as arrays: copied between threads in about half of the time that the objects take. */
import type { LogEntry, StateChange } from "../log.ts";

type PackedEvent = [at: number, kind: string, by: string | null, json: string];
/** The digest goes as Latin-1, one character a byte: a typed array is costly to copy. */
type PackedOrigin = [member: string, client: string, n: number, hash: string];
export type PackedEntry = [PackedEvent | null, PackedOrigin | null, readonly StateChange[] | null];

export function pack({ event, origin, changes }: LogEntry): PackedEntry {
  return [
    event ? [event.at, event.kind, event.by, event.json] : null,
    origin ? [origin.member, origin.client, origin.n, asLatin1(origin.hash)] : null,
    changes ?? null,
  ];
}

export function unpack([event, origin, changes]: PackedEntry): LogEntry {
  const entry: LogEntry = {};
  if (event) entry.event = { at: event[0], kind: event[1], by: event[2], json: event[3] };
  if (origin) {
    const [member, client, n, hash] = origin;
    entry.origin = { member, client, n, hash: Buffer.from(hash, "latin1") };
  }
  if (changes) entry.changes = changes;
  return entry;
}

const asLatin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
