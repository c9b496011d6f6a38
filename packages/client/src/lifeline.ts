/** Keeps one connection up: dials, waits, dials again, until there is no point in it. */
import type { Batch, Clock, Command, HostMessage, Welcome } from "@partyline/protocol";
import { type CryptoProvider, type KeyPair, stretchPassword } from "@partyline/secure";
import { Connection, type Ended } from "./connection.ts";
import { backoff } from "./core/backoff.ts";
import { isTrouble, sequelOf } from "./core/endings.ts";
import { ClientError, codeOf } from "./errors.ts";
import type { ConnectionState } from "./events.ts";
import { GOOD_CONNECTION_MS } from "./limits.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import { type Question, Requests } from "./requests.ts";

export interface LifelineHandlers {
  /** What must be there before the first dial: the member's key. An error ends everything with its code. */
  prepare(): Promise<KeyPair>;
  hello(): Extract<Command, { type: "hello" }>;
  welcomed(welcome: Welcome): void;
  /** All but welcome, epoch, bye and the answers to `ask`. */
  message(message: HostMessage): void;
  batch(batch: Batch): void;
  /** The connection of the moment is gone; nothing of it comes any more. */
  broken(): void;
  state(state: ConnectionState): void;
  trouble(code: string, detail: string): void;
}

export interface LifelineOptions {
  target: RoomTarget;
  dial: Dial;
  clock: Clock;
  provider: CryptoProvider;
  random: () => number;
  password: (() => Promise<string | undefined>) | undefined;
  handlers: LifelineHandlers;
}

/** What hangs on the connection of the moment. */
interface Current {
  readonly connection: Connection;
  readonly requests: Requests;
  welcomedAt: number | undefined;
}

export class Lifeline {
  readonly #o: LifelineOptions;
  #target: RoomTarget;
  #state: ConnectionState = { kind: "idle" };
  #current: Current | undefined;
  #cancelWait: (() => void) | undefined;
  /** Breaks since the last good connection. */
  #tries = 0;
  /** The stretched password, once it is known; kept only in memory. */
  #password: Promise<Uint8Array> | undefined;

  constructor(options: LifelineOptions) {
    this.#o = options;
    this.#target = options.target;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Begins, or begins anew after an end; else does nothing. */
  start(): void {
    if (this.#state.kind !== "idle" && this.#state.kind !== "ended") return;
    this.#tries = 0;
    this.#connect();
  }

  /** Ends for good with `code`, as CLOSED_HERE does. May be called twice. */
  stop(code: string, detail?: string): void {
    if (this.#state.kind === "ended") return;
    this.#cancelWait?.();
    const current = this.#current;
    this.#drop();
    current?.connection.end(undefined);
    this.#password = undefined;
    this.#become({ kind: "ended", code, detail });
  }

  /** Sends a command; does nothing while there is no connection. */
  transmit(command: Command): void {
    this.#current?.connection.transmit(command);
  }

  /** Asks the host. Errors: OFFLINE, TIMEOUT, the host's code. */
  ask(question: Question): ReturnType<Requests["ask"]> {
    const current = this.#current;
    if (!current?.connection.live) return Promise.reject(new ClientError("OFFLINE"));
    return current.requests.ask(question);
  }

  /** Everything that the log had at the welcome is here. */
  caughtUp(): void {
    if (this.#state.kind === "catching-up") this.#become({ kind: "live" });
  }

  /** The host contradicts itself: part from it, and come back. */
  contradiction(detail: string): void {
    this.#current?.connection.end("BAD_MESSAGE", detail);
  }

  probe(): void {
    if (this.#state.kind === "waiting") this.#connect();
    else this.#current?.connection.probe();
  }

  setAddresses(addresses: RoomTarget["addresses"]): void {
    this.#target = { ...this.#target, addresses };
    if (this.#state.kind === "waiting") this.#connect();
  }

  /** The password for the next connection; null for none, undefined to ask for it. */
  setPassword(password: string | null | undefined): void {
    this.#password = typeof password === "string" ? stretchPassword(password, this.#target.id) : undefined;
    this.#password?.catch(() => {});
  }

  #connect(): void {
    this.#cancelWait?.();
    this.#become({ kind: "connecting", attempt: this.#tries });
    this.#o.handlers.prepare().then(
      (memberKey) => this.#dial(memberKey),
      (error) => this.stop(codeOf(error), String((error as Error).message)),
    );
  }

  #dial(memberKey: KeyPair): void {
    if (this.#state.kind !== "connecting" || this.#current) return;
    const { clock, dial, provider, handlers } = this.#o;
    // Everything below asks first whether it still speaks for the connection of the moment.
    let own: Current | undefined;
    const mine = () => own !== undefined && this.#current === own;
    try {
      const connection = new Connection({
        target: this.#target,
        memberKey,
        provider,
        clock,
        dial,
        handlers: {
          passwordRequired: () => own && void this.#prove(own),
          hello: () => handlers.hello(),
          welcomed: (welcome) => {
            if (!own || !mine()) return;
            own.welcomedAt = clock.monotonic();
            handlers.welcomed(welcome);
            if (mine()) this.#become({ kind: "catching-up" });
          },
          message: (message) => mine() && this.#message(message),
          batch: (batch) => mine() && handlers.batch(batch),
          ended: (ended) => own && mine() && this.#ended(own, ended),
        },
      });
      own = {
        connection,
        requests: new Requests(clock, (command) => connection.transmit(command)),
        welcomedAt: undefined,
      };
      this.#current = own;
    } catch (error) {
      this.stop(codeOf(error), String((error as Error).message));
    }
  }

  #message(message: HostMessage): void {
    const answers = "re" in message && message.re !== undefined && message.re > 0;
    if (!answers) {
      this.#o.handlers.message(message);
      return;
    }
    if (message.type !== "refused") this.#current?.requests.answer(message);
    else if (!this.#current?.requests.answer(message)) this.#o.handlers.message(message);
  }

  async #prove(current: Current): Promise<void> {
    try {
      this.#password ??= this.#askPassword();
      const stretched = await this.#password;
      if (this.#current === current) current.connection.authenticate(stretched);
    } catch (error) {
      // Also where the connection has ended meanwhile: the person gave up, or typed what cannot be a password.
      this.stop(codeOf(error), String((error as Error).message));
    }
  }

  async #askPassword(): Promise<Uint8Array> {
    const password = await this.#o.password?.();
    if (password === undefined) throw new ClientError("PASSWORD_REQUIRED");
    return stretchPassword(password, this.#target.id);
  }

  #ended(current: Current, { code, detail }: Ended): void {
    this.#drop();
    const { clock, random, handlers } = this.#o;
    const lasted = current.welcomedAt === undefined ? 0 : clock.monotonic() - current.welcomedAt;
    if (lasted >= GOOD_CONNECTION_MS) this.#tries = 0;
    if (code !== undefined && isTrouble(code)) handlers.trouble(code, detail ?? code);
    const sequel = sequelOf(code, this.#tries);
    if (sequel === "end") {
      this.stop(code ?? "INTERNAL", detail);
      return;
    }
    const ms = sequel === "at-once" ? 0 : backoff(this.#tries, random);
    this.#tries += 1;
    // Before the state is told: a listener may stop or probe, and then this wait must be one that can be called off.
    this.#cancelWait = clock.after(ms, () => this.#connect());
    this.#become({ kind: "waiting", until: clock.now() + ms, why: code });
  }

  #drop(): void {
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    current.requests.end();
    this.#o.handlers.broken();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#o.handlers.state(state);
  }
}
