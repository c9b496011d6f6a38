/** Sends what the outbox holds: stored first, then in order, until each is settled. */
import {
  type Clock,
  type Command,
  checkBody,
  type HostMessage,
  type MessageEvent,
} from "@partyline/protocol";
import { backoff, limits as relayLimits } from "@partyline/relay";
import { Outbox, type Settled } from "./core/outbox.ts";
import { ClientError, codeOf } from "./errors.ts";
import type { ClientEvent, PendingMessage } from "./events.ts";
import { ANSWER_MS, DOUBT_MS, OUTBOX_ENTRIES } from "./limits.ts";
import type { OutboxChange, OutboxEntry, Session } from "./ports/store.ts";

/** A message that the host has. */
export interface Sent {
  /** Its place in the log; null for a repeated sending so old that its event is no longer kept. */
  readonly seq: number | null;
}

export interface SenderOptions {
  session: Session;
  clock: Clock;
  random: () => number;
  emit: (event: ClientEvent) => void;
  /** The session is somebody else's now: end this sender. */
  lost: (error: unknown) => void;
  /** An answer is late: is anybody there? */
  doubt: () => void;
  /** The connection brings no answers: part from it, and come back. */
  unanswered: () => void;
}

interface Promised {
  resolve(sent: Sent): void;
  reject(error: ClientError): void;
}

export class Sender {
  readonly #o: SenderOptions;
  readonly #outbox: Outbox;
  readonly #promised = new Map<number, Promised>();
  #transmit: ((command: Command) => void) | undefined;
  #cancelPause: (() => void) | undefined;
  #cancelWatch: (() => void) | undefined;
  #pauses = 0;
  #saving: Promise<void> | undefined;
  #cancelRetry: (() => void) | undefined;
  #closed = false;

  constructor(options: SenderOptions) {
    this.#o = options;
    this.#outbox = new Outbox(options.session.outbox, options.session.nextN);
  }

  get pending(): readonly PendingMessage[] {
    return this.#outbox.entries.map(pendingOf);
  }

  /** Writes the text down and sends it as soon as that is possible. Errors: TEXT_TOO_LONG, TEXT_EMPTY,
   *  TEXT_CHARACTERS, OUTBOX_FULL at once; the host's code when it refuses; the ending's code when the client ends. */
  send(text: string): Promise<Sent> {
    const body = { kind: "message", text } as const;
    try {
      checkBody(body);
    } catch (error) {
      return Promise.reject(error);
    }
    if (this.#closed) return Promise.reject(new ClientError("CLOSED_HERE"));
    if (this.#outbox.entries.length >= OUTBOX_ENTRIES) return Promise.reject(new ClientError("OUTBOX_FULL"));
    return this.#follow(this.#outbox.add(body, this.#o.clock.now()));
  }

  /** Sends a failed message anew, as the last. NO_ENTRY where `key` is none. */
  retry(key: number): Promise<Sent> {
    const entry = this.#outbox.retry(key);
    return entry ? this.#follow(entry) : Promise.reject(new ClientError("NO_ENTRY"));
  }

  /** Forgets a failed message. Throws NO_ENTRY where `key` is none. */
  discard(key: number): void {
    if (!this.#outbox.discard(key)) throw new ClientError("NO_ENTRY");
    this.#save();
  }

  /** Welcomed: sends what waits by `transmit` until `disconnected`. */
  connected(transmit: (command: Command) => void): void {
    this.#outbox.connected();
    this.#transmit = transmit;
    this.#save();
    this.#pump();
  }

  disconnected(): void {
    this.#transmit = undefined;
    this.#cancelPause?.();
    this.#cancelPause = undefined;
    this.#watch(false);
  }

  /** Takes the host's answer to a sending; false where it is none. */
  answer(message: HostMessage): boolean {
    switch (message.type) {
      case "ack":
        this.#pauses = 0;
        this.#settle(this.#outbox.acked(message.n, message.seq));
        break;
      case "expected":
        this.#outbox.expected(message.n, message.expect);
        break;
      case "refused":
        if (message.n === undefined) return false;
        this.#settle(this.#outbox.refused(message.n, message.code, message.detail));
        break;
      default:
        return false;
    }
    const settled = this.#outbox.settledDown();
    if (settled?.pause) this.#pause();
    this.#save();
    this.#watch(false);
    this.#pump();
    this.#watch();
    return true;
  }

  /** The log has this message of this client. */
  seen(event: MessageEvent): void {
    this.#settle(this.#outbox.seen(event.n, event.text, event.seq));
    this.#save();
  }

  /** The client has ended: whoever waits is told `code`; the messages stay. */
  ended(code: string, detail: string | undefined): void {
    for (const { reject } of this.#promised.values()) reject(new ClientError(code, detail));
    this.#promised.clear();
  }

  /** Messages that were never stored and so never sent, by nobody: their texts, in order. */
  get unstored(): string[] {
    return this.#outbox.unstoredTexts;
  }

  /** Stores what is not stored yet. */
  async close(): Promise<void> {
    this.disconnected();
    await this.#saving;
    this.#cancelRetry?.();
    if (this.#closed) return;
    this.#closed = true;
    const change = this.#outbox.changes();
    if (change) await this.#o.session.write(change);
  }

  #follow(entry: OutboxEntry): Promise<Sent> {
    const sent = new Promise<Sent>((resolve, reject) => this.#promised.set(entry.key, { resolve, reject }));
    // Who does not wait for it hears of it by the event `failed`, and not by the end of their process.
    sent.catch(() => {});
    this.#o.emit({ kind: "pending", entry: pendingOf(entry) });
    this.#save();
    return sent;
  }

  #settle(settled: Settled | undefined): void {
    if (!settled) return;
    const promised = this.#promised.get(settled.key);
    this.#promised.delete(settled.key);
    this.#o.emit(settled);
    if (settled.kind === "acked") promised?.resolve({ seq: settled.seq });
    else promised?.reject(new ClientError(settled.code, settled.detail));
  }

  #pump(): void {
    if (!this.#transmit || this.#cancelPause) return;
    for (const { n, body } of this.#outbox.take()) this.#transmit({ type: "send", n, body });
    this.#watch();
  }

  /** Whoever is silent to what is said is not there for it, whatever else the connection brings: a beat of the host, or
   *  what others say, is no sign that it hears. Further sendings buy no time; an answer does. */
  #watch(on = this.#transmit !== undefined && this.#outbox.waits): void {
    if (!on) {
      this.#cancelWatch?.();
      this.#cancelWatch = undefined;
    } else if (!this.#cancelWatch) {
      const { clock, doubt, unanswered } = this.#o;
      const cancelDoubt = clock.after(DOUBT_MS, doubt);
      const cancelEnd = clock.after(ANSWER_MS, unanswered);
      this.#cancelWatch = () => {
        cancelDoubt();
        cancelEnd();
      };
    }
  }

  #pause(): void {
    const ms = relayLimits.BACKOFF_BASE_MS + backoff(this.#pauses++, this.#o.random);
    this.#cancelPause?.();
    this.#cancelPause = this.#o.clock.after(ms, () => {
      this.#cancelPause = undefined;
      this.#pump();
    });
  }

  /** Writes run one after the other; what comes meanwhile goes into the next. */
  #save(): void {
    if (this.#saving || this.#closed || this.#cancelRetry) return;
    this.#saving = this.#write();
  }

  async #write(): Promise<void> {
    // One turn later, so that what is said in one go is stored in one go.
    await Promise.resolve();
    for (;;) {
      const change = this.#outbox.changes();
      if (!change) break;
      try {
        await this.#o.session.write(change);
      } catch (error) {
        this.#saving = undefined;
        return this.#notSaved(change, error);
      }
      this.#outbox.stored(change);
      this.#pump();
    }
    // In the turn in which nothing was left: what is said a turn later must not take this write for one that runs.
    this.#saving = undefined;
  }

  #notSaved(change: OutboxChange, error: unknown): void {
    this.#outbox.unstored(change);
    if (codeOf(error) === "SESSION_LOST") {
      this.#closed = true;
      this.#o.lost(error);
      return;
    }
    this.#o.emit({ kind: "trouble", code: codeOf(error), detail: String((error as Error).message) });
    this.#cancelRetry = this.#o.clock.after(2 * relayLimits.BACKOFF_BASE_MS, () => {
      this.#cancelRetry = undefined;
      this.#save();
    });
  }
}

const pendingOf = ({ key, n, body, at, failed }: OutboxEntry): PendingMessage => ({
  key,
  n,
  text: body.text,
  at,
  failed,
});
