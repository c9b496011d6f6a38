/** Hears what one member's links bring, as its channel opens it, and holds every sentence to what is true at that moment:
 *  what is told is durable at the host, and what a road brings has no holes. */
import type { Dial } from "@partyline/client";
import type { Batch, Command, HostMessage, RoomEvent } from "@partyline/protocol";
import { type CryptoProvider, FRAME } from "@partyline/secure";
import { rowOf } from "./row.ts";
import type { Truth } from "./truth.ts";
import type { World } from "./world.ts";

/** What an epoch's batches are opened with, and since when its holder had been let in. */
export interface Secret {
  readonly epoch: number;
  readonly secret: string;
  readonly letInAt: number;
}

/** What is known of one link. */
interface Line {
  since: number | undefined;
  letInAt: number | undefined;
  epoch: number;
  batchNo: number;
  /** The event that comes next at the latest. */
  next: number;
  /** The road was to repeat what is missing, and the host may yet hear that it cannot. */
  mayMiss: boolean;
  /** What is odd unless a page follows, and the beats that came since. */
  suspicion: { readonly line: string; beats: number } | undefined;
}

/** Beats within which a page comes that a road's answer asks for. */
const BEATS = 2;
const SIGNATURE_BYTES = 64;
/** Of the authenticated data of a batch: the room's id, the version, then epoch and number. */
const EPOCH_AT = 21;
const BATCH_AAD = EPOCH_AT + 12;
/** Of a whole batch: its type, the version, epoch and number. */
const BATCH_HEADER = 14;
const BRACE = 0x7b;

export class Ear {
  /** What was not as it should be. */
  readonly findings: string[] = [];
  /** Every epoch's secret that was ever handed out to this member. */
  readonly secrets: Secret[] = [];
  readonly #name: string;
  readonly #world: World;
  readonly #truth: Truth;
  /** Whether somebody on the way has changed something: then roads may have holes. */
  readonly #isMeddled: () => boolean;
  #line: Line | undefined;
  readonly #lines = new Set<Line>();

  constructor(name: string, world: World, truth: Truth, isMeddled: () => boolean) {
    this.#name = name;
    this.#world = world;
    this.#truth = truth;
    this.#isMeddled = isMeddled;
  }

  /** `dial`, whose links are told apart. */
  over(dial: Dial): Dial {
    return (target, events) => {
      const line: Line = {
        since: undefined,
        letInAt: undefined,
        epoch: -1,
        batchNo: -1,
        next: 0,
        mayMiss: false,
        suspicion: undefined,
      };
      this.#lines.add(line);
      const on = <A extends unknown[]>(call: (...args: A) => void) => {
        return (...args: A): void => {
          const before = this.#line;
          this.#line = line;
          try {
            call(...args);
          } finally {
            this.#line = before;
          }
        };
      };
      return dial(target, {
        open: on(events.open),
        message: on((frame) => {
          this.#came(line, frame);
          events.message(frame);
        }),
        closed: (code, reason) => {
          line.suspicion = undefined;
          this.#lines.delete(line);
          events.closed(code, reason);
        },
      });
    };
  }

  /** `provider`, whose opened and sealed sentences are heard. */
  through(provider: CryptoProvider): CryptoProvider {
    const { open, seal } = provider.chacha20poly1305;
    return {
      ...provider,
      chacha20poly1305: {
        seal: (key, nonce, aad, plaintext) => {
          if (this.#line && plaintext[0] === BRACE) this.#said(this.#line, plaintext);
          return seal(key, nonce, aad, plaintext);
        },
        open: (key, nonce, aad, ciphertext) => {
          const plaintext = open(key, nonce, aad, ciphertext);
          if (this.#line && aad.length === BATCH_AAD)
            this.#cast(this.#line, aad, plaintext.subarray(SIGNATURE_BYTES));
          else if (this.#line && plaintext[0] === BRACE) this.#told(this.#line, plaintext);
          return plaintext;
        },
      },
    };
  }

  /** Before the channel looks at it, which passes over what comes twice. */
  #came(line: Line, frame: Uint8Array): void {
    if (frame[0] !== FRAME.batch || frame.length < BATCH_HEADER || this.#isMeddled()) return;
    const { epoch, batchNo } = numbersOf(frame.subarray(2));
    if (epoch === line.epoch && batchNo < line.batchNo)
      this.#odd(`batch ${batchNo} of epoch ${epoch} came where ${line.batchNo} was due`);
  }

  #said(line: Line, plaintext: Uint8Array): void {
    const command = readable<Command>(plaintext);
    if (command?.type === "hello") line.since = command.since?.seq;
  }

  #told(line: Line, plaintext: Uint8Array): void {
    const message = readable<HostMessage>(plaintext);
    switch (message?.type) {
      case "welcome": {
        const { epoch, room, start } = message;
        line.letInAt = this.#world.now;
        line.mayMiss = start === "replayed";
        line.next = (start === "replayed" ? (line.since ?? 0) : room.head) + 1;
        this.#head(room.head, "welcome");
        this.#granted(line, epoch);
        if (line.since !== undefined && start !== "reset" && line.since > room.head)
          this.#odd(
            `a welcome of ${start} for a copy up to ${line.since}, where the log ends at ${room.head}`,
          );
        return;
      }
      case "epoch":
        this.#granted(line, message);
        return;
      case "beat":
        this.#head(message.head, "beat");
        if (line.suspicion && ++line.suspicion.beats > BEATS) this.#odd(line.suspicion.line);
        return;
      case "ack":
        if (message.seq !== null && !this.#truth.isNumbered(message.seq, message.n))
          this.#odd(`an ack of ${message.n} at ${message.seq}, which is not stored there`);
        return;
      case "page":
        this.#head(message.head, "page");
        if (message.re === 0) paged(line, message.head);
        for (const event of message.events) this.#event(event, "page");
        return;
    }
  }

  #cast(line: Line, aad: Uint8Array, payload: Uint8Array): void {
    const { epoch, batchNo } = numbersOf(aad.subarray(EPOCH_AT));
    const batch = this.#truth.readOnce(payload, () => readable<Batch>(payload));
    if (!batch) return;
    if (epoch === line.epoch && line.batchNo >= 0 && batchNo !== line.batchNo)
      this.#hole(line, `batch ${batchNo} of epoch ${epoch} came where ${line.batchNo} was due`);
    line.batchNo = batchNo + 1;
    const [first] = batch.events;
    if (first && first.seq > line.next)
      this.#hole(line, `a batch begins with ${first.seq} where ${line.next} was due`);
    line.mayMiss &&= line.suspicion !== undefined;
    line.next = Math.max(line.next, (batch.events.at(-1)?.seq ?? 0) + 1);
    for (const event of batch.events) this.#event(event, "batch");
  }

  #hole(line: Line, what: string): void {
    if (this.#isMeddled() || line.suspicion) return;
    if (line.mayMiss) line.suspicion ??= { line: what, beats: 0 };
    else this.#odd(what);
  }

  /** All is quiet: what was to follow has followed. */
  end(): void {
    for (const { suspicion } of this.#lines) if (suspicion) this.#odd(suspicion.line);
  }

  #granted(line: Line, { epoch, secret, next }: { epoch: number; secret: string; next: number }): void {
    line.epoch = epoch;
    line.batchNo = next;
    this.secrets.push({ epoch, secret, letInAt: line.letInAt ?? this.#world.now });
    const twin = this.#truth.secretOf(epoch, secret);
    if (twin !== secret) this.#odd(`epoch ${epoch} has two secrets`);
  }

  #head(head: number, where: string): void {
    if (head > this.#truth.highest)
      this.#odd(`a ${where} told ${head}, where the log ends at ${this.#truth.highest}`);
  }

  #event(event: RoomEvent, where: string): void {
    if (!this.#truth.has(rowOf(event)))
      this.#odd(`a ${where} told event ${event.seq}, which is not stored as such`);
  }

  #odd(line: string): void {
    if (this.findings.length < 10)
      this.findings.push(`${this.#world.now.toFixed(0)} ms: ${this.#name} heard ${line}`);
  }
}

/** The epoch and the number of a batch, as its header has them. */
function numbersOf(bytes: Uint8Array): { epoch: number; batchNo: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { epoch: view.getUint32(0), batchNo: Number(view.getBigUint64(4)) };
}

/** A page in the place of what the road could not repeat: from here on it brings what is new. */
function paged(line: Line, head: number): void {
  if (line.mayMiss) Object.assign(line, { batchNo: -1, next: Math.max(line.next, head + 1) });
  Object.assign(line, { mayMiss: false, suspicion: undefined });
}

/** Undefined for what is no sentence: others say what is to be said to that, and hold its form to the protocol. */
function readable<T>(bytes: Uint8Array): T | undefined {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as T;
  } catch {
    return undefined;
  }
}
