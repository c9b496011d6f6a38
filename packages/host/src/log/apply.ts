/** The one place that decides what becomes of an entry; the adapters only keep the tables. */
import { CLIENT_IDLE_MS, CLIENTS_PER_MEMBER } from "./limits.ts";
import type { LogEntry, NewEvent, Origin, Outcome, StateChange } from "./log.ts";

/** One client installation, as the log remembers it. */
export interface ClientRow {
  /** The highest number stored for it; 0 before the first. */
  lastN: number;
  /** When an entry of it was last stored, in milliseconds since 1970-01-01 UTC. */
  usedAt: number;
}

/** Whom an event comes from; `now` in milliseconds since 1970-01-01 UTC. */
export interface Sender<Row extends ClientRow> {
  row: Row;
  origin: Origin;
  now: number;
}

/** What the rules need to look up and write, within one transaction. */
export interface LogTables<Row extends ClientRow> {
  findClient(member: string, client: string): Row | undefined;
  countClients(member: string): number;
  /** The least recently used client of the member. */
  oldestClient(member: string): Row | undefined;
  /** A row for a client that has none, with nothing counted yet. */
  addClient(member: string, client: string): Row;
  removeClient(row: Row): void;
  /** The event that this client sent under `n` <= lastN, unless retention removed it. */
  findSent(row: Row, n: number): { seq: number; hash: Uint8Array } | undefined;
  /** Stores the event under the next seq and tells it; counts and dates the sender's row. */
  addEvent(event: NewEvent, sender: Sender<Row> | undefined): number;
  change(change: StateChange): void;
}

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** A row for a client whose first number is to be stored, or undefined when the member has too many. */
function admitClient<Row extends ClientRow>(
  tables: LogTables<Row>,
  { member, client }: Origin,
  now: number,
): Row | undefined {
  if (tables.countClients(member) >= CLIENTS_PER_MEMBER) {
    const oldest = tables.oldestClient(member);
    if (oldest === undefined || oldest.usedAt > now - CLIENT_IDLE_MS) return undefined;
    tables.removeClient(oldest);
  }
  return tables.addClient(member, client);
}

function repeated<Row extends ClientRow>(tables: LogTables<Row>, row: Row, { n, hash }: Origin): Outcome {
  const sent = tables.findSent(row, n);
  if (sent === undefined) return { kind: "duplicate", seq: null };
  return { kind: equal(sent.hash, hash) ? "duplicate" : "conflict", seq: sent.seq };
}

/** Applies one entry and tells what became of it. `now` in milliseconds since 1970-01-01 UTC. */
export function applyEntry<Row extends ClientRow>(
  tables: LogTables<Row>,
  { event, origin, changes }: LogEntry,
  now: number,
): Outcome {
  let sender: Sender<Row> | undefined;
  if (origin !== undefined) {
    const known = tables.findClient(origin.member, origin.client);
    const next = (known?.lastN ?? 0) + 1;
    if (origin.n > next) return { kind: "expected", n: next };
    if (known !== undefined && origin.n < next) return repeated(tables, known, origin);
    const row = known ?? admitClient(tables, origin, now);
    if (row === undefined) return { kind: "tooManyClients" };
    sender = { row, origin, now };
  }
  const seq = event === undefined ? null : tables.addEvent(event, sender);
  for (const change of changes ?? []) tables.change(change);
  return { kind: "stored", seq };
}
