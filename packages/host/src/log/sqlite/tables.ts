/** A log's tables in SQLite, for the length of one transaction each. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClientRow, LogTables, Sender } from "../apply.ts";
import type { MemberRecord, NewEvent, StateChange } from "../log.ts";
import { QUERIES } from "./queries.ts";
import { blob, integer, type Row } from "./rows.ts";

type Statements = Readonly<Record<keyof typeof QUERIES, StatementSync>>;

/** Prepares every statement once, for as long as the database is open. */
export function prepareAll(db: DatabaseSync): Statements {
  const entries = Object.entries(QUERIES).map(([name, sql]) => [name, db.prepare(sql)] as const);
  return Object.fromEntries(entries) as Record<keyof typeof QUERIES, StatementSync>;
}

const asClient = (row: Row): ClientRow => ({
  id: integer(row.id),
  lastN: integer(row.last_n),
  usedAt: integer(row.used_at),
});

/**
 * One transaction's view. Rows of clients are read once and written back once by `flush`, so that a hundred
 * entries of one client cost two statements and not two hundred.
 */
export class SqliteTables implements LogTables<ClientRow> {
  readonly #statements: Statements;
  readonly #clients = new Map<string, ClientRow | undefined>();
  readonly #unsaved = new Set<ClientRow>();
  /** The seq of the newest event, those of this transaction included. */
  head: number;

  constructor(statements: Statements, head: number) {
    this.#statements = statements;
    this.head = head;
  }

  /** Writes what is still held back; the last call before the commit. */
  flush(): void {
    for (const row of this.#unsaved) this.#statements.saveClient.run(row.lastN, row.usedAt, row.id);
    this.#unsaved.clear();
  }

  findClient(member: string, client: string): ClientRow | undefined {
    const key = keyOf(member, client);
    if (this.#clients.has(key)) return this.#clients.get(key);
    const found = this.#statements.client.get(member, client);
    const row = found && asClient(found);
    this.#clients.set(key, row);
    return row;
  }

  countClients(member: string): number {
    return integer(this.#statements.countClients.get(member)?.count);
  }

  oldestClient(member: string): ClientRow | undefined {
    this.flush();
    const found = this.#statements.oldestClient.get(member);
    return found && asClient(found);
  }

  addClient(member: string, client: string): ClientRow {
    const { lastInsertRowid } = this.#statements.addClient.run(member, client);
    const row = { id: Number(lastInsertRowid), lastN: 0, usedAt: 0 };
    this.#clients.set(keyOf(member, client), row);
    return row;
  }

  removeClient(row: ClientRow): void {
    this.#statements.removeClient.run(row.id);
    this.#clients.clear();
  }

  saveClient(row: ClientRow): void {
    this.#unsaved.add(row);
  }

  findSent(row: ClientRow, n: number): { seq: number; hash: Uint8Array } | undefined {
    const found = this.#statements.sent.get(row.id, n);
    return found && { seq: integer(found.seq), hash: blob(found.hash) };
  }

  addEvent({ at, kind, by, json }: NewEvent, sender: Sender<ClientRow> | undefined): number {
    const seq = this.head + 1;
    const { addEvent } = this.#statements;
    if (sender === undefined) addEvent.run(seq, at, kind, by, json, null, null, null);
    else addEvent.run(seq, at, kind, by, json, sender.row.id, sender.origin.n, sender.origin.hash);
    this.head = seq;
    return seq;
  }

  change(change: StateChange): void {
    const { putMeta, removeMeta } = this.#statements;
    if (change.set === "member") this.#putMember(change.member);
    else if (change.value === null) removeMeta.run(change.key);
    else putMeta.run(change.key, change.value);
  }

  #putMember({ id, key, name, nameKey, skeleton, role, bannedAt, joinedAt }: MemberRecord): void {
    this.#statements.putMember.run(id, key, name, nameKey, skeleton, role, bannedAt, joinedAt);
  }
}

/** NUL is in neither part: the log refuses it. */
const keyOf = (member: string, client: string): string => `${member}\0${client}`;
