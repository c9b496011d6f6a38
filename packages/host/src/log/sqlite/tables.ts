/** A log's tables in SQLite. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ClientRow, LogTables, Sender } from "../apply.ts";
import { CLIENTS_AT_HAND } from "../limits.ts";
import type { MemberRecord, NewEvent, StateChange } from "../log.ts";
import { type ChainEnd, findInChain, type Links, nextLinks } from "./chain.ts";
import { QUERIES } from "./queries.ts";
import { blob, integer, type Row, text } from "./rows.ts";

type Statements = Readonly<Record<keyof typeof QUERIES, StatementSync>>;

/** Prepares every statement once, for as long as the database is open. */
export function prepareAll(db: DatabaseSync): Statements {
  const entries = Object.entries(QUERIES).map(([name, sql]) => [name, db.prepare(sql)] as const);
  return Object.fromEntries(entries) as Record<keyof typeof QUERIES, StatementSync>;
}

interface Client extends ClientRow, ChainEnd {
  readonly member: string;
  readonly client: string;
  lastN: number;
  lastSeq: number;
  lastJump: number;
}

const asClient = (row: Row): Client => ({
  member: text(row.member),
  client: text(row.client),
  lastN: integer(row.last_n),
  usedAt: integer(row.used_at),
  lastSeq: integer(row.last_seq),
  lastJump: integer(row.last_jump),
});

/** NUL is in neither part: the log refuses it. */
const keyOf = (member: string, client: string): string => `${member}\0${client}`;

/**
 * The tables of one open log, which nobody else writes to. Rows of clients stay at hand, and those that have
 * changed are written by `flush`: a hundred entries of one client cost one statement and not two hundred.
 */
export class SqliteTables implements LogTables<Client> {
  readonly #statements: Statements;
  readonly #clients = new Map<string, Client | undefined>();
  readonly #unsaved = new Set<Client>();
  #head: number;

  constructor(statements: Statements, head: number) {
    this.#statements = statements;
    this.#head = head;
  }

  /** The seq of the newest event, those of the running transaction included. */
  get head(): number {
    return this.#head;
  }

  /** Forgets what a transaction did that was rolled back; `head` is the one before it. */
  rolledBack(head: number): void {
    this.#clients.clear();
    this.#unsaved.clear();
    this.#head = head;
  }

  /** Writes what is still held back; the last call before the commit. */
  flush(): void {
    for (const { member, client, lastN, usedAt, lastSeq, lastJump } of this.#unsaved)
      this.#statements.putClient.run(member, client, lastN, usedAt, lastSeq, lastJump);
    this.#unsaved.clear();
    if (this.#clients.size > CLIENTS_AT_HAND) this.#clients.clear();
  }

  findClient(member: string, client: string): Client | undefined {
    const key = keyOf(member, client);
    if (this.#clients.has(key)) return this.#clients.get(key);
    const found = this.#statements.client.get(member, client);
    const row = found && asClient(found);
    this.#clients.set(key, row);
    return row;
  }

  countClients(member: string): number {
    this.flush();
    return integer(this.#statements.countClients.get(member)?.count);
  }

  oldestClient(member: string): Client | undefined {
    this.flush();
    const found = this.#statements.oldestClient.get(member);
    return found && asClient(found);
  }

  addClient(member: string, client: string): Client {
    const row = { member, client, lastN: 0, usedAt: 0, lastSeq: 0, lastJump: 0 };
    this.#clients.set(keyOf(member, client), row);
    return row;
  }

  removeClient({ member, client }: Client): void {
    this.#statements.removeClient.run(member, client);
    this.#clients.set(keyOf(member, client), undefined);
  }

  findSent(row: Client, n: number): { seq: number; hash: Uint8Array } | undefined {
    const seq = findInChain(row, n, this.#links);
    const found = seq && this.#statements.hash.get(seq);
    return found ? { seq, hash: blob(found.hash) } : undefined;
  }

  addEvent(event: NewEvent, sender: Sender<Client> | undefined): number {
    const seq = this.#head + 1;
    if (sender === undefined) {
      this.#insert(seq, event, null, null);
    } else {
      const { row, origin, now } = sender;
      const links = nextLinks(row, this.#links);
      this.#insert(seq, event, origin.hash, links);
      row.lastN = origin.n;
      row.usedAt = now;
      row.lastSeq = seq;
      row.lastJump = links.jump;
      this.#unsaved.add(row);
    }
    this.#head = seq;
    return seq;
  }

  change(change: StateChange): void {
    const { putMeta, removeMeta } = this.#statements;
    if (change.set === "member") this.#putMember(change.member);
    else if (change.value === null) removeMeta.run(change.key);
    else putMeta.run(change.key, change.value);
  }

  readonly #links = (seq: number): Links | undefined => {
    const found = this.#statements.links.get(seq);
    return found && { prev: integer(found.prev), jump: integer(found.jump) };
  };

  #insert(seq: number, event: NewEvent, hash: Uint8Array | null, links: Links | null): void {
    const { at, kind, by, json } = event;
    this.#statements.addEvent.run(seq, at, kind, by, json, hash, links?.prev ?? null, links?.jump ?? null);
  }

  #putMember({ id, key, name, nameKey, skeleton, role, bannedAt, joinedAt }: MemberRecord): void {
    this.#statements.putMember.run(id, key, name, nameKey, skeleton, role, bannedAt, joinedAt);
  }
}
