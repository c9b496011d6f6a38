/** A room at work: does what its core asks for, with a log, channels, batches, roads and a clock. */
import { type Command, type ErrorCode, ProtocolError } from "@partyline/protocol";
import { HostChannel, stretchPassword } from "@partyline/secure";
import { Broadcaster } from "./broadcaster.ts";
import { CatchUp } from "./catch-up.ts";
import { type Committed, Committer } from "./committer.ts";
import { Connection, type ConnectionRoom } from "./connection.ts";
import { Epochs } from "./epochs.ts";
import { farewell } from "./farewell.ts";
import { BEAT_MS, PRUNE_MS } from "./limits.ts";
import { PasswordBudget } from "./password-budget.ts";
import type { HostLink, LinkHandler, Logger, Road } from "./ports.ts";
import type { RecentBatches } from "./recent-batches.ts";
import { type ConnectionId, type Effect, type Moment, type Opened, RoomCore, refusal } from "./room/index.ts";
import type { RoomHostOptions } from "./room-host-options.ts";
import { Timers } from "./timers.ts";

export class RoomHost implements ConnectionRoom {
  readonly core: RoomCore;
  readonly #o: RoomHostOptions;
  readonly #connections = new Map<ConnectionId, Connection>();
  readonly #committer: Committer;
  readonly #casts: Broadcaster;
  readonly #catchUp: CatchUp;
  readonly #budget: PasswordBudget;
  readonly #timers: Timers;
  #password: Uint8Array | undefined;
  /** Connections whose clients took their leave. */
  readonly #leaving = new Set<ConnectionId>();
  #nextConnection = 1;
  /** Why it closes, once it does. */
  #ending: ErrorCode | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: RoomHostOptions) {
    this.#o = options;
    const { state, keys, epoch, provider, clock, log, limits } = options;
    this.core = new RoomCore(state, limits);
    this.#password = options.password;
    this.#timers = new Timers(clock);
    this.#casts = new Broadcaster({
      epochs: new Epochs(provider, state.id, keys, epoch, clock.monotonic()),
      clock,
      later: (ms, task) => this.#timers.later(ms, task),
      crowd: () => this.#connections.size,
      aged: () => this.#newEpoch(),
      began: (number) => this.#rememberEpoch(number),
      head: state.head,
    });
    this.#catchUp = new CatchUp({
      core: this.core,
      casts: this.#casts,
      log,
      clock,
      connection: (conn) => this.#connections.get(conn),
      failed: (error, effects) => {
        if (this.#ending) return;
        this.#trouble(error);
        this.#do(effects);
      },
    });
    this.#budget = new PasswordBudget(limits);
    const hash = (text: string) => provider.sha256(new TextEncoder().encode(text));
    this.#committer = new Committer(log, clock, hash, (commit) => this.#committed(commit));
    this.#timers.every(BEAT_MS, () => this.#beat());
    this.#timers.every(PRUNE_MS, () => void this.prune());
  }

  /** Connections that are not admitted yet. */
  get greeting(): number {
    let greeting = 0;
    for (const { life } of this.#connections.values()) if (life !== "admitted") greeting += 1;
    return greeting;
  }

  /** The last batches, which a road that keeps them may have to be given again. */
  get recent(): RecentBatches {
    return this.#casts.recent;
  }

  /** Casts go down this road, too, whether members come by it or not. */
  open(road: Road): void {
    this.#casts.roads.add(road);
  }

  /** The road is no more; its links have ended. */
  forget(road: Road): void {
    this.#casts.roads.delete(road);
  }

  /** A client has come by `road`. Frames and the end of its link go to the answer. */
  connect(link: HostLink, road: Road): LinkHandler {
    if (this.#ending) {
      link.send(farewell(this.#ending, this.core.state.id, this.#o));
      link.close(this.#ending);
      return { frame() {}, closed() {} };
    }
    this.#casts.roads.add(road);
    const { keys, provider, clock, limits } = this.#o;
    const channel = new HostChannel({
      provider,
      roomId: this.core.state.id,
      keys,
      ...(this.#password ? { password: this.#password } : {}),
      // The owner may change the password without knowing it, so it proves nothing more than their key does.
      exempt: ({ memberId }) => memberId === this.core.state.owner,
    });
    const connection = new Connection(this.#nextConnection++, link, road, channel, this);
    connection.deadline(clock.after(limits.greetingMs, () => connection.end("SILENT")));
    this.#connections.set(connection.id, connection);
    return {
      frame: (bytes) => {
        if (!this.#ending) connection.receive(bytes);
      },
      closed: () => connection.release("SILENT"),
      missed: () => this.#catchUp.missed(connection),
    };
  }

  charge(address: string): number | "busy" {
    return this.#budget.charge(address, this.#o.clock.monotonic());
  }

  settle(address: string, isRight: boolean): void {
    this.#budget.settle(address, isRight);
  }

  opened(connection: Connection, who: Opened): void {
    this.core.opened(connection.id, who, this.#moment());
  }

  command(connection: Connection, command: Command): void {
    this.#do(this.core.command(connection.id, command, this.#moment()));
  }

  refused(connection: Connection, error: ProtocolError): void {
    this.#do(this.core.unreadable(connection.id, error, this.#moment()));
  }

  gone(connection: Connection): void {
    this.#connections.delete(connection.id);
    this.#do(this.core.closed(connection.id, this.#leaving.delete(connection.id)));
  }

  get logger(): Logger {
    return this.#o.logger;
  }

  /** Removes what retention lets go. */
  async prune(): Promise<void> {
    const { days, last } = this.#o.keep;
    if (days === undefined && last === undefined) return;
    const since = days === undefined ? undefined : this.#o.clock.now() - days * 86_400_000;
    try {
      const kept = await this.#o.log.prune({
        ...(since === undefined ? {} : { since }),
        ...(last === undefined ? {} : { last }),
      });
      this.core.state.first = kept.first;
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** Takes nothing more, stores and answers what waits, ends every connection with `code`, and closes the log. May
   *  be called twice. */
  close(code: ErrorCode): Promise<void> {
    this.#closing ??= this.#close(code);
    return this.#closing;
  }

  async #close(code: ErrorCode): Promise<void> {
    this.#ending = code;
    this.#timers.stop();
    await this.#committer.drained();
    this.#casts.flush();
    for (const connection of this.#connections.values()) connection.end(code);
    await this.#o.log.close();
  }

  #committed({ results, events, quiet, failure }: Committed): void {
    for (const { ticket, outcome } of results) this.#do(this.core.settled(ticket, outcome));
    if (failure) this.#trouble(failure);
    this.#casts.events(events, quiet);
  }

  #do(effects: Effect[]): void {
    for (const effect of effects) this.#one(effect);
  }

  #one(effect: Effect): void {
    switch (effect.do) {
      case "tell":
        if (effect.message.type === "refused") this.#o.refused?.(effect.message.code);
        this.#connections.get(effect.conn)?.tell(effect.message);
        return;
      case "store":
        this.#committer.add(effect.entry, effect.ticket);
        return;
      case "welcome":
        this.#catchUp.welcome(effect);
        return;
      case "page":
        this.#catchUp.page(effect.conn, effect.re, effect);
        return;
      case "signal":
        this.#casts.signal(effect.signal);
        return;
      case "pause":
        this.#connections.get(effect.conn)?.link.pause(effect.ms);
        return;
      case "release":
        this.#leaving.add(effect.conn);
        this.#connections.get(effect.conn)?.release("CLOSED");
        return;
      case "end":
        this.#connections.get(effect.conn)?.end(effect.code);
        return;
      case "wait":
        this.#timers.later(effect.ms, () => this.#do(this.core.elapsed(effect.member, effect.departure)));
        return;
      case "new-epoch":
        this.#newEpoch();
        return;
      case "set-password":
        void this.#setPassword(effect.conn, effect.re, effect.password);
        return;
      case "use-password":
        this.#usePassword(effect.stretched);
        return;
      case "relist":
        this.#o.notice({ kind: "relisted" });
        return;
      case "destroy":
        this.#connections.get(effect.conn)?.tell({ type: "done", re: effect.re });
        this.#o.notice({ kind: "destroyed" });
        return;
      case "notice":
        this.#o.notice({ kind: effect.kind, member: effect.member });
        return;
    }
  }

  #newEpoch(): void {
    const grant = this.#casts.newEpoch();
    for (const connection of this.#live()) connection.tell({ type: "epoch", ...grant });
  }

  #rememberEpoch(epoch: number): void {
    this.#o.log
      .append([{ changes: [{ set: "meta", key: "epoch", value: String(epoch) }] }])
      .catch((error) => this.#trouble(error));
  }

  async #setPassword(conn: ConnectionId, re: number, password: string | null): Promise<void> {
    try {
      const stretched = password === null ? null : await stretchPassword(password, this.core.state.id);
      const text = stretched && Buffer.from(stretched).toString("base64url");
      this.#do(this.core.passwordReady(conn, re, text, this.#moment()));
    } catch (cause) {
      this.#do([
        refusal(conn, new ProtocolError("BAD_MESSAGE", (cause as Error).message, { cause }), { re }),
      ]);
    }
  }

  /** Whoever has not come in by now comes in by the password that holds now. */
  #usePassword(stretched: string | null): void {
    this.#password = stretched === null ? undefined : Buffer.from(stretched, "base64url");
    for (const connection of this.#connections.values())
      if (connection.life !== "admitted") connection.end("BUSY");
  }

  #beat(): void {
    const { epoch, next } = this.#casts.grant;
    const beat = {
      type: "beat",
      head: this.core.state.head,
      epoch,
      next,
      at: this.#o.clock.now(),
    } as const;
    for (const connection of this.#live()) connection.tell(beat);
  }

  #live(): Connection[] {
    return [...this.#connections.values()].filter(({ life }) => life === "admitted");
  }

  #trouble(error: unknown): void {
    const { code = "INTERNAL", message } = error as { code?: string; message: string };
    this.#o.logger("error", message, { code });
    this.#o.notice({ kind: "trouble", code, detail: message });
  }

  #moment(): Moment {
    return { now: this.#o.clock.now(), monotonic: this.#o.clock.monotonic() };
  }
}
