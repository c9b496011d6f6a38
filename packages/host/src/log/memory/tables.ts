/** A log's tables in memory. */
import type { ClientRow, LogTables, Sender } from "../apply.ts";
import type { Keep, LogState, MemberRecord, NewEvent, StateChange } from "../log.ts";

interface Client extends ClientRow {
  readonly member: string;
  readonly client: string;
  /** By n, for as long as the event is kept. The digest is binary text: a Uint8Array would cost 200 bytes more. */
  readonly sent: Map<number, { seq: number; hash: string }>;
}

interface Kept {
  seq: number;
  at: number;
  json: string;
  /** Who sent it under which number; undefined for what nobody numbered. */
  row: Client | undefined;
  n: number;
}

const byJoining = (a: MemberRecord, b: MemberRecord): number =>
  a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1);

/** One log's content; it outlives the handles through which it is used. */
export class MemoryTables implements LogTables<Client> {
  readonly #logId: string;
  readonly #clients = new Map<string, Client>();
  readonly #members = new Map<string, MemberRecord>();
  readonly #meta = new Map<string, string>();
  #events: Kept[] = [];
  #head = 0;

  /** The first event gets seq `pruned` + 1. */
  constructor(logId: string, pruned = 0) {
    this.#logId = logId;
    this.#head = pruned;
  }

  /** A copy of the state as it is now. */
  state(): LogState {
    const members = [...this.#members.values()].map((member) => ({ ...member })).sort(byJoining);
    return { logId: this.#logId, first: this.first(), head: this.#head, meta: new Map(this.#meta), members };
  }

  get head(): number {
    return this.#head;
  }

  /** Kept events with `from` <= seq < `end`. */
  slice(from: number, end: number): Kept[] {
    const first = this.first();
    return this.#events.slice(Math.max(0, from - first), Math.max(0, end - first));
  }

  /** The lowest seq kept; head + 1 when there is none. */
  first(): number {
    return this.#head - this.#events.length + 1;
  }

  /** Removes the oldest events up to the first that `keep` keeps. */
  prune(keep: Keep): void {
    const { last = Number.POSITIVE_INFINITY, since = Number.NEGATIVE_INFINITY } = keep;
    const kept = this.#events.findIndex(({ seq, at }) => seq > this.#head - last && at >= since);
    const gone = this.#events.splice(0, kept < 0 ? this.#events.length : kept);
    for (const { row, n } of gone) row?.sent.delete(n);
  }

  #ofMember(member: string): Client[] {
    return [...this.#clients.values()].filter((client) => client.member === member);
  }

  findClient(member: string, client: string): Client | undefined {
    return this.#clients.get(JSON.stringify([member, client]));
  }

  countClients(member: string): number {
    return this.#ofMember(member).length;
  }

  oldestClient(member: string): Client | undefined {
    return this.#ofMember(member).sort((a, b) => a.usedAt - b.usedAt || (a.client < b.client ? -1 : 1))[0];
  }

  addClient(member: string, client: string): Client {
    const row: Client = { lastN: 0, usedAt: 0, member, client, sent: new Map() };
    this.#clients.set(JSON.stringify([member, client]), row);
    return row;
  }

  removeClient(row: Client): void {
    this.#clients.delete(JSON.stringify([row.member, row.client]));
  }

  findSent(row: Client, n: number): { seq: number; hash: Uint8Array } | undefined {
    const found = row.sent.get(n);
    return found && { seq: found.seq, hash: Buffer.from(found.hash, "latin1") };
  }

  addEvent(event: NewEvent, sender: Sender<Client> | undefined): number {
    this.#head += 1;
    const seq = this.#head;
    if (sender !== undefined) {
      const { row, origin, now } = sender;
      row.lastN = origin.n;
      row.usedAt = now;
      row.sent.set(origin.n, { seq, hash: Buffer.from(origin.hash).toString("latin1") });
    }
    const { at, json } = event;
    this.#events.push({ seq, at, json, row: sender?.row, n: sender?.origin.n ?? 0 });
    return seq;
  }

  change(change: StateChange): void {
    if (change.set === "member") this.#members.set(change.member.id, { ...change.member });
    else if (change.value === null) this.#meta.delete(change.key);
    else this.#meta.set(change.key, change.value);
  }
}
