/** The rules by which records are entered and names are given, over tables of any kind. SPEC.md of relay, section 6. */
import { judgeRecord, limits } from "@partyline/relay";
import type { Entered, Entering, Entry, HeldName } from "./directory.ts";

/** What is kept of a room. */
export interface Row extends Omit<Entry, "held"> {
  readonly held: HeldName | undefined;
  /** Whether it is in the directory now; otherwise only its serial and its name are remembered. */
  readonly entered: boolean;
  /** When it gave a name back: receipts from before are void. 0 for never. */
  readonly releasedAt: number;
}

/** One row a room; no two hold a name with one key or one skeleton. */
export interface Tables {
  get(room: string): Row | undefined;
  holderOfKey(key: string): Row | undefined;
  holderOfSkeleton(skeleton: string): Row | undefined;
  put(row: Row): void;
}

/** Whether nobody may still return to what this room had. */
export const isOver = ({ seen }: { readonly seen: number }, now: number): boolean =>
  now - seen > limits.LEASE_MS + limits.GRACE_MS;

/** A row as it is shown: a name whose lease is over is nobody's to be found by. */
export function asEntry({ entered: _, releasedAt: __, ...entry }: Row, now: number): Entry {
  return now - entry.seen > limits.LEASE_MS ? { ...entry, held: undefined } : entry;
}

export function enter(tables: Tables, entering: Entering, now: number): Entered {
  const { record, key, skeleton, addresses, receipt } = entering;
  const { room, name } = record;
  const before = tables.get(room);
  if (before && judgeRecord(before.record, record) === "stale")
    return { kind: "stale", serial: before.record.serial };

  const same = before?.held?.key === key && before.held.skeleton === skeleton ? before.held : undefined;
  // The old name is free at once (R6.7), and no receipt brings it back.
  const releasedAt = before?.held && before.held.key !== key ? now : (before?.releasedAt ?? 0);
  const valid = receipt && receipt.issuedAt > releasedAt ? receipt : undefined;
  const claimedAt = Math.min(same?.claimedAt ?? now, valid?.claimedAt ?? now);

  const others = [tables.holderOfKey(key), tables.holderOfSkeleton(skeleton)].filter(
    (row) => row !== undefined && row.room !== room,
  ) as Row[];
  const standing = others.filter((row) => !isOver(row, now) && !(valid && claimedAt < row.held!.claimedAt));
  const rest = { room, record, nameKey: key, addresses, seen: now, entered: true, releasedAt };
  if (standing.length > 0) {
    tables.put({ ...rest, held: undefined });
    const conflict = standing.some(({ held }) => held?.key === key) ? "NAME_TAKEN" : "NAME_CONFUSABLE";
    return { kind: "entered", held: undefined, conflict, lost: [] };
  }
  const lost = new Map(others.map((row) => [row.room, row]));
  for (const row of lost.values()) tables.put({ ...row, held: undefined });
  const held = { name, key, skeleton, claimedAt };
  tables.put({ ...rest, held });
  return { kind: "entered", held, conflict: undefined, lost: [...lost.keys()] };
}

export function remove(tables: Tables, room: string, release: boolean, now: number): void {
  const row = tables.get(room);
  if (!row) return;
  const held = release ? undefined : row.held;
  tables.put({ ...row, entered: false, held, releasedAt: release ? now : row.releasedAt });
}
