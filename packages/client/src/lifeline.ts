/** Keeps one connection up: dials, waits, dials again, until there is no point in it. */
import type { Command, Welcome } from "@partyline/protocol";
import type { KeyPair } from "@partyline/secure";
import { Connection } from "./connection.ts";
import { Comeback } from "./core/comeback.ts";
import { type Ended, isTrouble } from "./core/endings.ts";
import type { Current } from "./current.ts";
import { ClientError, codeOf } from "./errors.ts";
import type { ConnectionState } from "./events.ts";
import type { LifelineOptions } from "./lifeline-options.ts";
import { DOUBT_MS, GOOD_DIRECT_MS } from "./limits.ts";
import type { Road, RoomTarget } from "./ports/link.ts";
import { type Question, Requests } from "./requests.ts";
import { RoomPassword } from "./room-password.ts";
import { Scout } from "./scout.ts";
import { type Vigil, vigilOf } from "./vigil.ts";

export class Lifeline {
  readonly #o: LifelineOptions;
  readonly #comeback: Comeback;
  readonly #scout: Scout;
  readonly #vigil: Vigil;
  readonly #password: RoomPassword;
  #state: ConnectionState = { kind: "idle" };
  #current: Current | undefined;
  /** A direct connection that is tried while a circuit carries the room. */
  #looking: Current | undefined;
  #cancelWait: (() => void) | undefined;
  /** When the host last let us in, by its clock. */
  #letInAt = 0;

  constructor(options: LifelineOptions) {
    this.#o = options;
    this.#password = new RoomPassword(options.target.id, options.password);
    this.#comeback = new Comeback(options.target, options.via);
    this.#scout = new Scout(options.clock, () => this.#look());
    this.#vigil = vigilOf(options.target, options.dial, (ended) => this.#vigilOver(ended));
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The way that the connection takes; undefined while there is none. */
  get road(): Road | undefined {
    return this.#current?.connection.live ? this.#current.connection.road : undefined;
  }

  /** Begins, or begins anew after an end; else does nothing. */
  start(): void {
    if (this.#state.kind !== "idle" && this.#state.kind !== "ended") return;
    this.#comeback.begin();
    this.#connect();
  }

  /** Ends for good with `code`, as CLOSED_HERE does. May be called twice. */
  stop(code: string, detail?: string): void {
    if (this.#state.kind === "ended") return;
    this.#cancelWait?.();
    this.#part();
    this.#vigil.end();
    this.#password.set(undefined);
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

  /** Everything that the log had at the welcome is here; maybe already with it. */
  caughtUp(): void {
    if (this.#current) {
      this.#current.caughtUp = true;
      this.#current.cancelDoubt();
    }
    if (this.#state.kind === "catching-up") this.#become({ kind: "live" });
  }

  /** The host contradicts itself, or does not answer to what is sent: part from it, and come back. */
  part(code: "BAD_MESSAGE" | "SILENT", detail?: string): void {
    this.#current?.connection.end(code, detail);
  }

  /** Something is late on this connection: asks whether the host is there. */
  doubt(): void {
    this.#current?.connection.probe();
  }

  probe(): void {
    this.#comeback.roads.hurry();
    if (this.#state.kind === "waiting") this.#connect();
    else this.#current?.connection.probe();
    this.#scout.hurry();
  }

  setAddresses(addresses: RoomTarget["addresses"]): void {
    this.#comeback.roads.setAddresses(addresses);
    if (this.#state.kind === "waiting") this.#connect();
    else if (this.road?.kind === "switchboard" && !this.#looking) this.#watch();
    this.#scout.hurry();
  }

  /** The password for the next connection; null for none, undefined to ask for it. */
  setPassword(password: string | null | undefined): void {
    this.#password.set(password);
  }

  #connect(): void {
    this.#cancelWait?.();
    this.#become({ kind: "connecting", attempt: this.#comeback.tries });
    this.#o.handlers
      .prepare()
      .then((memberKey) => {
        if (this.#state.kind !== "connecting" || this.#current) return;
        this.#current = this.#dial(memberKey, this.#comeback.roads.next(this.#o.clock.monotonic()));
      })
      .catch((error) => this.stop(codeOf(error), String((error as Error).message)));
  }

  /** A connection on its way. Errors: those of Connection. */
  #dial(memberKey: KeyPair, target: RoomTarget): Current {
    const { clock, dial, provider, handlers } = this.#o;
    // Everything below asks first whether it still speaks for the connection of the moment.
    const mine = () => this.#current === own;
    const connection = new Connection({
      target,
      memberKey,
      provider,
      clock,
      dial,
      letInAt: this.#letInAt,
      patience: this.#comeback.patience,
      // Who let in before has the same keys, and may have taken the password away since.
      expectPassword: this.#o.expectPassword === true && this.#letInAt === 0,
      handlers: {
        passwordRequired: () => void this.#prove(own),
        hello: () => {
          if (this.#looking === own) this.#takeOver(own);
          return handlers.hello();
        },
        welcomed: (welcome) => mine() && this.#welcomed(own, welcome),
        message: (message) => mine() && !requests.take(message) && handlers.message(message),
        batch: (batch) => mine() && handlers.batch(batch),
        ended: (ended) => {
          if (mine()) this.#ended(own, ended);
          else if (this.#looking === own) this.#watch();
        },
      },
    });
    const requests = new Requests(
      clock,
      (command) => connection.transmit(command),
      () => connection.probe(),
    );
    const own: Current = {
      connection,
      requests,
      dialedAt: clock.monotonic(),
      welcomedAt: undefined,
      caughtUp: false,
      cancelDoubt: () => {},
      previous: undefined,
    };
    return own;
  }

  #welcomed(own: Current, welcome: Welcome): void {
    const { clock } = this.#o;
    own.welcomedAt = clock.monotonic();
    this.#comeback.welcomed(own.welcomedAt - own.dialedAt);
    own.cancelDoubt = clock.after(DOUBT_MS, () => own.connection.probe());
    this.#letInAt = welcome.at;
    own.previous?.end(undefined);
    own.previous = undefined;
    this.#vigil.end();
    if (own.connection.road?.kind === "switchboard") this.#watch();
    this.#o.handlers.welcomed(welcome);
    if (this.#current === own) this.#become({ kind: "catching-up" });
    if (this.#current === own && own.caughtUp) this.caughtUp();
  }

  /** On a circuit: looks for the direct road after a while. */
  #watch(): void {
    this.#looking = undefined;
    if (this.#comeback.roads.direct) this.#scout.watch();
  }

  /** Tries the direct road beside the circuit, which goes on until the host has proven itself there. */
  #look(): void {
    const target = this.#comeback.roads.direct;
    if (!target || this.#looking) return;
    this.#o.handlers
      .prepare()
      .then((memberKey) => {
        if (this.road?.kind !== "switchboard" || this.#looking) return;
        if (this.#state.kind === "live") this.#looking = this.#dial(memberKey, target);
        else this.#watch();
      })
      .catch(() => this.#watch());
  }

  /** The direct road is there: from here on it carries the room. The host parts from the circuit, whose client is the
   *  same, and what was under way is sent again: numbers tell what is known. */
  #takeOver(own: Current): void {
    own.previous = this.#current?.connection;
    this.#looking = undefined;
    this.#drop();
    this.#current = own;
    this.#become({ kind: "connecting", attempt: 0 });
  }

  async #prove(current: Current): Promise<void> {
    if (this.#looking === current && !this.#password.known) {
      // Nobody is asked for a road that nobody asked for.
      current.connection.end(undefined);
      return;
    }
    try {
      const stretched = await this.#password.stretched();
      if (this.#current === current || this.#looking === current) current.connection.authenticate(stretched);
    } catch (error) {
      // Also where the connection has ended meanwhile: the person gave up, or typed what cannot be a password.
      this.stop(codeOf(error), String((error as Error).message));
    }
  }

  #ended(current: Current, ended: Ended): void {
    this.#part();
    const { clock, random, handlers } = this.#o;
    const { code, detail } = ended;
    const { road, proven } = current.connection;
    const { welcomedAt, dialedAt } = current;
    const now = clock.monotonic();
    if (road?.kind === "direct" && now - (welcomedAt ?? now) >= GOOD_DIRECT_MS) this.#scout.reset();
    if (code !== undefined && isTrouble(code)) handlers.trouble(code, detail ?? code);
    const ms = this.#comeback.after({ ended, road, proven, dialedAt, welcomedAt }, now, random);
    if (ms === undefined) {
      this.stop(code ?? "INTERNAL", detail);
      return;
    }
    const { asleepAt } = this.#comeback.roads;
    if (asleepAt.length > 0) this.#vigil.keep(asleepAt);
    // Where the direct road alone was tried, and led nowhere, the host is as much asleep as before.
    this.#wait(ms, code ?? (asleepAt.length > 0 ? "OFFLINE" : undefined));
  }

  #wait(ms: number, why: string | undefined): void {
    const { clock } = this.#o;
    // Before the state is told: a listener may stop or probe, and then this wait must be one that can be called off.
    this.#cancelWait?.();
    this.#cancelWait = clock.after(ms, () => this.#connect());
    this.#become({ kind: "waiting", until: clock.now() + ms, why });
  }

  /** A switchboard has said that the host is back, or will not. */
  #vigilOver({ code, windowSeconds = 0 }: Ended): void {
    const back = code === "ONLINE";
    const ms = this.#comeback.afterVigil(back, windowSeconds, this.#o.random);
    // A dial that left the switchboards alone is not worth waiting for.
    if (back && this.#state.kind === "connecting" && !this.#current?.connection.road) this.#part();
    else if (this.#state.kind !== "waiting") return;
    this.#wait(ms, "OFFLINE");
  }

  /** Lets every connection go. */
  #part(): void {
    const { connection, previous } = this.#current ?? {};
    const looking = this.#looking?.connection;
    this.#looking = undefined;
    this.#drop();
    for (const each of [connection, previous, looking]) each?.end(undefined);
  }

  /** Takes the connection of the moment out of the room. */
  #drop(): void {
    this.#scout.stop();
    const current = this.#current;
    if (!current) return;
    this.#current = undefined;
    current.requests.end();
    current.cancelDoubt();
    this.#o.handlers.broken();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#o.handlers.state(state);
  }
}
