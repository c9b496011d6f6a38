/** What is durable at a room's hosts, as it becomes so: what members are told is held against it. */
import type { Batch } from "@partyline/protocol";
import type { LogRow } from "@partyline/testkit";

/** An event as it is in a log, with the number that its client gave it. */
export interface TrueRow extends LogRow {
  readonly client?: string | undefined;
  readonly n?: number | undefined;
}

export class Truth {
  /** By seq: in more than one way where a copy of the log went on by itself. */
  readonly #rows = new Map<number, TrueRow[]>();
  readonly #texts = new Set<string>();
  /** Messages that were stored a second time, whatever retention took meanwhile. */
  readonly doubled: string[] = [];
  readonly #secrets = new Map<number, string>();
  /** Of the removals of members: whom, behind which event, and when. */
  readonly removals: { readonly member: string; readonly seq: number; readonly at: number }[] = [];
  highest = 0;
  /** A copy of the room was put back or opened, so that numbers and epochs may have two meanings. */
  isForked = false;

  #lately: { readonly payload: Uint8Array; readonly batch: Batch | undefined } | undefined;

  /** What `payload` says, by `read`: all members hear the same bytes, mostly one after the other. */
  readOnce(payload: Uint8Array, read: () => Batch | undefined): Batch | undefined {
    if (!this.#lately || Buffer.compare(this.#lately.payload, payload) !== 0)
      this.#lately = { payload, batch: read() };
    return this.#lately.batch;
  }

  add(row: TrueRow): void {
    if (row.n !== undefined && !this.isForked && this.#texts.has(row.id)) this.doubled.push(row.id);
    this.#texts.add(row.id);
    this.#rows.set(row.seq, [...(this.#rows.get(row.seq) ?? []), row]);
    this.highest = Math.max(this.highest, row.seq);
  }

  has({ seq, id, by }: LogRow): boolean {
    return (this.#rows.get(seq) ?? []).some((row) => row.id === id && row.by === by);
  }

  isNumbered(seq: number, n: number): boolean {
    return (this.#rows.get(seq) ?? []).some((row) => row.n === n);
  }

  /** The secret that this epoch was first handed out with. */
  secretOf(epoch: number, secret: string): string {
    const first = this.#secrets.get(epoch) ?? secret;
    this.#secrets.set(epoch, first);
    return this.isForked ? secret : first;
  }

  /** Whether a message is stored in any log that ever was. */
  holds(text: string, seq: number | undefined): boolean {
    if (seq !== undefined) return (this.#rows.get(seq) ?? []).some(({ id }) => id === text);
    for (const rows of this.#rows.values()) if (rows.some(({ id }) => id === text)) return true;
    return false;
  }
}
