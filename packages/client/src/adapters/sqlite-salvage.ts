/** What can be read of a damaged `client.db`. */
import { readFileSync, statSync } from "node:fs";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";

type Row = Record<string, SQLOutputValue>;

export interface Saved {
  /** Who this person is; undefined where that cannot be read. */
  profile: { seed: Uint8Array; name: string | null } | undefined;
  /** Tables that could be read whole, in the order in which they can be written. */
  tables: { name: string; rows: Row[] }[];
}

const SEED_BYTES = 32;

/** Reads the file at `path`, which nobody else uses, and changes nothing in it. */
export function salvage(path: string): Saved {
  let db: DatabaseSync | undefined;
  try {
    // Beside an empty file SQLite would delete the log of changes.
    if (statSync(path).size > 0) db = new DatabaseSync(path, { readOnly: true });
    db?.exec("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
  } catch {
    db = undefined;
  }
  const all = (name: string): Row[] | undefined => {
    try {
      return db?.prepare(`SELECT * FROM ${name}`).all();
    } catch {
      return undefined;
    }
  };
  try {
    const rooms = all("rooms");
    const sessions = all("sessions");
    const outbox = all("outbox");
    return {
      profile: profileOf(all("profile")?.[0]) ?? profileInBytes(path),
      tables: [
        ...(rooms ? [{ name: "rooms", rows: rooms }] : []),
        // Only together: a number that was used must not be used again for something else.
        ...(sessions && outbox
          ? [
              { name: "sessions", rows: sessions },
              { name: "outbox", rows: outbox },
            ]
          : []),
      ],
    };
  } finally {
    if (db?.isOpen) db.close();
  }
}

function profileOf(row: Row | undefined): Saved["profile"] {
  const { seed, name } = row ?? {};
  if (!(seed instanceof Uint8Array) || seed.length !== SEED_BYTES) return undefined;
  return { seed, name: typeof name === "string" ? name : null };
}

/**
 * Looks for the profile's row in the bytes of the file. It is one record of a NULL, a blob of 32 bytes and a short text
 * or NULL, under row 1 (https://sqlite.org/fileformat2.html, 1.6 and 2.1): length, 1, header of 4 bytes (4, 0, 76, and 0
 * or 13 + 2 * the name's bytes), values. The seed never changes, so copies agree; where two differ, neither is taken.
 */
function profileInBytes(path: string): Saved["profile"] {
  const found = new Map<string, Saved["profile"]>();
  for (const file of [path, `${path}-wal`]) {
    const bytes = readOrNone(file);
    const head = Buffer.of(1, 4, 0, 76);
    for (let at = bytes.indexOf(head); at !== -1; at = bytes.indexOf(head, at + 1)) {
      const [length, type] = [bytes[at - 1] ?? 0, bytes[at + 4] ?? 1];
      const nameBytes = type === 0 ? 0 : (type - 13) / 2;
      const isRow = Number.isInteger(nameBytes) && nameBytes >= 0 && length === 4 + SEED_BYTES + nameBytes;
      const seed = bytes.subarray(at + 5, at + 5 + SEED_BYTES);
      if (!isRow || seed.length < SEED_BYTES) continue;
      const name = bytes.subarray(at + 5 + SEED_BYTES, at + 5 + SEED_BYTES + nameBytes).toString("utf8");
      found.set(seed.toString("hex"), { seed: new Uint8Array(seed), name: type === 0 ? null : name });
    }
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function readOrNone(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** What was saved, and what was not. */
export function savedInWords({ profile, tables }: Saved): string {
  const has = (name: string) => tables.find((table) => table.name === name)?.rows.length;
  const [rooms, unsent] = [has("rooms"), has("outbox")];
  const kept = [
    ...(profile ? ["who you are"] : []),
    ...(rooms === undefined ? [] : [`the rooms you joined (${rooms})`]),
    ...(unsent === undefined ? [] : [`unsent messages (${unsent})`]),
  ];
  const lost = [
    ...(profile ? [] : ["who you are: rooms take you for somebody new"]),
    ...(rooms === undefined ? ["the list of rooms you joined"] : []),
    ...(unsent === undefined ? ["messages that were not sent yet"] : []),
  ];
  return [
    ...(kept.length > 0 ? [`Saved: ${kept.join(", ")}.`] : []),
    ...(lost.length > 0 ? [`Not readable: ${lost.join(", ")}.`] : []),
  ].join(" ");
}
