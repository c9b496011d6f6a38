/** One page that is connected: reads its questions, answers them, and holds its sessions while it lives. */
import type { Session } from "@partyline/client";
import {
  type Answer,
  type Back,
  ConsoleError,
  decodeAsk,
  decodeWith,
  encodeAnswer,
  type Question,
  type With,
} from "@partyline/console";
import type { WebSocket } from "ws";
import { codeOf, sentenceOfError } from "../errors.ts";
import type { Log } from "../log.ts";
import { ASKS, PING_MS, UNSENT_BYTES } from "./limits.ts";

/** A question's handler: what was asked, decoded, and who asked. */
export type Handlers = { readonly [Q in Question]: (data: With<Q>, page: PageLink) => Promise<Back<Q>> };

/** Close codes of RFC 6455, section 7.4.1. */
const CLOSE = { unreadable: 1008, away: 1001, busy: 1013 } as const;

export class PageLink {
  /** Whether `hello` is said, before which nothing is. */
  greeted = false;
  readonly #socket: WebSocket;
  readonly #handlers: Handlers;
  readonly #log: Log;
  readonly #sessions = new Map<number, { room: string; session: Session }>();
  readonly #calls = new Set<(lives: boolean) => void>();
  #lastSession = 0;
  #asks = 0;
  #heard = true;
  #closed = false;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(socket: WebSocket, handlers: Handlers, log: Log, gone: () => void) {
    this.#socket = socket;
    this.#handlers = handlers;
    this.#log = log;
    this.#heartbeat = setInterval(() => this.#beat(), PING_MS);
    this.#heartbeat.unref();
    socket.on("message", (data: Buffer, binary: boolean) => this.#hear(data, binary));
    socket.on("pong", () => {
      this.#heard = true;
      this.#answerCalls(true);
    });
    // Too large a frame, a broken one: `close` follows.
    socket.on("error", (error) => log("info", "a page's connection failed", { error: error.message }));
    socket.on("close", () => {
      this.#closed = true;
      clearInterval(this.#heartbeat);
      for (const number of [...this.#sessions.keys()]) void this.release(number).catch(this.#warn);
      this.#answerCalls(false);
      gone();
    });
  }

  /** Tells the page something; a page that has stopped reading is cut. */
  send(answer: Answer): void {
    if (this.#closed || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > UNSENT_BYTES) this.#socket.terminate();
    else this.#socket.send(encodeAnswer(answer));
  }

  /** Takes the session for this page, under a number; lets it go at once where the page has gone meanwhile. */
  async hold(room: string, session: Session): Promise<number> {
    if (this.#closed) {
      await session.close();
      throw new ConsoleError("NO_SESSION");
    }
    this.#lastSession += 1;
    this.#sessions.set(this.#lastSession, { room, session });
    return this.#lastSession;
  }

  /** The page's session of that number. Errors: NO_SESSION. */
  session(number: number): Session {
    const held = this.#sessions.get(number);
    if (!held) throw new ConsoleError("NO_SESSION");
    return held.session;
  }

  /** Lets the session go. One that is not there is let go already. */
  async release(number: number): Promise<void> {
    const held = this.#sessions.get(number);
    this.#sessions.delete(number);
    await held?.session.close();
  }

  holds(room: string): boolean {
    return [...this.#sessions.values()].some((held) => held.room === room);
  }

  /** Resolves when the page has answered a ping or has gone. Whatever it had sent before, its closing too, is dealt
   *  with by then. */
  call(): Promise<boolean> {
    if (this.#closed) return Promise.resolve(false);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#calls.add(resolve);
    this.#socket.ping();
    return promise;
  }

  /** Ends the connection: the program ends. */
  close(): void {
    this.#socket.close(CLOSE.away);
  }

  #answerCalls(lives: boolean): void {
    for (const answer of this.#calls) answer(lives);
    this.#calls.clear();
  }

  #beat(): void {
    if (this.#heard) this.#socket.ping();
    else this.#socket.terminate();
    this.#heard = false;
  }

  #hear(data: Buffer, binary: boolean): void {
    this.#heard = true;
    if (this.#asks >= ASKS) {
      this.#socket.close(CLOSE.busy);
      return;
    }
    try {
      if (binary) throw new ConsoleError("BAD_MESSAGE");
      const { re, ask, with: asked } = decodeAsk(data.toString("utf8"));
      this.#asks += 1;
      void this.#answer(re, ask, asked);
    } catch (error) {
      // There is no number to answer to.
      this.#log("warn", "a page said what cannot be read", { error: String(error) });
      this.#socket.close(CLOSE.unreadable);
    }
  }

  async #answer<Q extends Question>(re: number, ask: Q, data: unknown): Promise<void> {
    try {
      this.send({ re, ok: await this.#handlers[ask](decodeWith(ask, data), this) });
    } catch (error) {
      const code = codeOf(error);
      if (code === "INTERNAL")
        this.#log("error", "a question of a page failed", { ask, error: stackOf(error) });
      const message = code === "INTERNAL" ? new ConsoleError("INTERNAL").message : sentenceOfError(error);
      this.send({ re, error: { code, message } });
    } finally {
      this.#asks -= 1;
    }
  }

  readonly #warn = (error: unknown): void =>
    this.#log("warn", "a session could not be closed", { error: String(error) });
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
