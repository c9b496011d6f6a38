/** One life of one link: channel, password, hello, welcome, and what follows until it ends. All that belongs to it
 *  hangs on this object; once it has ended, whatever still comes from its link does nothing. */
import {
  type Command,
  closeCodeOf,
  decodeBatch,
  decodeHostMessage,
  encodeCommand,
  type HostMessage,
  isErrorCode,
  ProtocolError,
  type Welcome,
} from "@partyline/protocol";
import { ClientChannel, type ClientChannelEvent } from "@partyline/secure";
import type { ConnectionOptions } from "./connection-options.ts";
import { bytesOfBase64Url } from "./core/base64url.ts";
import { type Ended, endOfClose, endOfFault } from "./core/endings.ts";
import { UNKNOWN_EPOCH_BYTES, UNKNOWN_EPOCH_MS } from "./limits.ts";
import { Liveness } from "./liveness.ts";
import type { Link, Road } from "./ports/link.ts";

type Life =
  | { phase: "dialing" | "handshake" | "password" | "greeting"; deadline: () => void }
  | { phase: "live"; liveness: Liveness }
  | { phase: "ended" };

export class Connection {
  readonly #o: ConnectionOptions;
  readonly #channel: ClientChannel;
  readonly #link: Link;
  #life: Life;
  #proven = false;
  /** The first live batch, where older ones are replayed before it. */
  #liveFrom: { epoch: number; batchNo: number } | undefined;
  /** Batches of an epoch that is not handed out yet. */
  #early: Uint8Array[] = [];
  #earlyBytes = 0;
  #earlyDeadline: () => void = () => {};
  #startedAt = 0;
  /** What the answer to the handshake took. */
  #answerMs: number | undefined;

  /** Dials at once. Errors: those of the channel for a target that cannot be right (WRONG_HOST_KEY, BAD_KEY). */
  constructor(options: ConnectionOptions) {
    this.#o = options;
    const { target, memberKey, provider, clock, dial, expectPassword, patience } = options;
    this.#channel = new ClientChannel({
      provider,
      roomId: target.id,
      host: target.keys,
      memberKey,
      expectPassword,
      ...(target.token ? { token: target.token } : {}),
    });
    this.#life = { phase: "dialing", deadline: clock.after(patience.dialMs, () => this.end("TIMEOUT")) };
    this.#link = dial(target, {
      open: () => this.#opened(),
      message: (frame) => this.#received(frame),
      closed: (code, reason = "") => this.#finish(endOfClose(code, reason)),
    });
  }

  get live(): boolean {
    return this.#life.phase === "live";
  }

  /** Whether the host has proven its key. */
  get proven(): boolean {
    return this.#proven;
  }

  /** Undefined before the link is open. */
  get road(): Road | undefined {
    return this.#link.road;
  }

  /** Proves the password; does nothing where the host no longer waits for it. */
  authenticate(stretched: Uint8Array): void {
    if (this.#life.phase !== "password") return;
    this.#enter("handshake");
    this.#link.send(this.#channel.authenticate(stretched));
  }

  /** Sends a command; does nothing before the channel is open and after the end. */
  transmit(command: Command): void {
    if (this.#channel.state !== "open" || this.#life.phase === "ended") return;
    this.#link.send(this.#channel.seal(encodeCommand(command)));
  }

  /** Asks whether the host is there, with little patience. */
  probe(): void {
    if (this.#life.phase === "live") this.#life.liveness.probe();
  }

  /** Ends it from this side, for `code`. May be called twice. */
  end(code: string | undefined, detail?: string): void {
    if (this.#life.phase === "ended") return;
    // First the reason: a link may tell of its closing while it closes.
    this.#finish({ code, detail });
    this.#link.close(code !== undefined && isErrorCode(code) ? closeCodeOf(code) : 1000);
  }

  #refused(code: string): void {
    this.#finish({ code, detail: undefined, hint: true });
    this.#link.close(1000);
  }

  #opened(): void {
    if (this.#life.phase !== "dialing") return;
    this.#guarded(() => {
      this.#enter("handshake");
      this.#startedAt = this.#o.clock.monotonic();
      this.#link.send(this.#channel.start());
    });
  }

  #received(frame: Uint8Array): void {
    this.#answerMs ??= this.#o.clock.monotonic() - this.#startedAt;
    this.#guarded(() => {
      for (const event of this.#channel.receive(frame)) {
        if (this.#life.phase === "ended") return;
        this.#handle(event);
      }
    });
    if (this.#life.phase === "live") this.#life.liveness.heard();
  }

  #handle(event: ClientChannelEvent): void {
    switch (event.kind) {
      case "reply":
        this.#link.send(event.frame);
        return;
      case "password-required":
        this.#proven = true;
        // A person may need minutes; the host sets its own limit.
        if (this.#life.phase === "handshake") this.#life.deadline();
        this.#life = { phase: "password", deadline: () => {} };
        this.#o.handlers.passwordRequired();
        return;
      case "open":
        this.#proven = true;
        this.#enter("greeting");
        this.transmit(this.#o.handlers.hello());
        return;
      case "message":
        this.#message(event.plaintext);
        return;
      case "batch":
        // Before the welcome there is no epoch, so no batch can have opened.
        this.#batch(event);
        return;
      case "unknown-epoch":
        this.#keep(event.frame);
        return;
      case "batch-gap":
        // The batch behind the gap shows by its numbers which events are missing, if any.
        return;
      case "refused":
        // Anybody on the way can say it, whatever it says (secure S7.3).
        this.#refused(event.code);
        return;
      case "closed":
        // Brought back since, and somebody shows what was true before (secure S7.6).
        if (event.closedAt < this.#o.letInAt) this.#refused("CLOSED");
        else this.end("CLOSED");
        return;
    }
  }

  #batch({ epoch, batchNo, payload }: Extract<ClientChannelEvent, { kind: "batch" }>): void {
    const batch = decodeBatch(payload);
    const from = this.#liveFrom;
    // What is repeated from before the welcome is history: who typed then types no more.
    const stale = from !== undefined && epoch === from.epoch && batchNo < from.batchNo;
    this.#o.handlers.batch(stale ? { ...batch, signals: [] } : batch);
  }

  #message(plaintext: Uint8Array): void {
    const message = this.#decoded(plaintext);
    if (!message) return;
    if (this.#life.phase === "greeting") {
      this.#greeted(message);
      return;
    }
    switch (message.type) {
      case "epoch":
        this.#setEpoch(message);
        for (const frame of this.#takeEarly()) this.#received(frame);
        return;
      case "bye":
        this.end(message.code, message.detail);
        return;
      case "welcome":
        throw new ProtocolError("BAD_MESSAGE", "The host welcomed twice.");
      default:
        this.#o.handlers.message(message);
        return;
    }
  }

  /** The message, or undefined for one of a later version, which is no reason to part. */
  #decoded(plaintext: Uint8Array): HostMessage | undefined {
    try {
      return decodeHostMessage(plaintext);
    } catch (error) {
      if (error instanceof ProtocolError && error.code === "UNKNOWN_TYPE") return undefined;
      throw error;
    }
  }

  #greeted(message: HostMessage): void {
    if (message.type === "refused" || message.type === "bye") {
      this.end(message.code, message.detail);
      return;
    }
    if (message.type !== "welcome") throw new ProtocolError("BAD_MESSAGE", "The host did not welcome first.");
    this.#setEpoch(message.epoch);
    if (message.live !== undefined) this.#liveFrom = { epoch: message.epoch.epoch, batchNo: message.live };
    if (this.#life.phase === "greeting") this.#life.deadline();
    const ping = () => this.transmit({ type: "ping", re: Number.MAX_SAFE_INTEGER });
    const dead = () => this.end("SILENT");
    // What the handshake's answer took says something of the road, too.
    const patience = Math.max(this.#o.patience.probeMs, 3 * (this.#answerMs ?? 0));
    this.#life = { phase: "live", liveness: new Liveness(this.#o.clock, patience, ping, dead) };
    this.#o.handlers.welcomed(message);
    for (const frame of this.#takeEarly()) this.#received(frame);
  }

  #setEpoch({ epoch, secret, next }: Welcome["epoch"]): void {
    this.#channel.setEpoch({ epoch, secret: bytesOfBase64Url(secret), nextBatch: next });
  }

  #keep(frame: Uint8Array): void {
    if (this.#early.length === 0)
      this.#earlyDeadline = this.#o.clock.after(UNKNOWN_EPOCH_MS, () => this.end("EPOCH"));
    this.#early.push(frame.slice());
    this.#earlyBytes += frame.length;
    if (this.#earlyBytes > UNKNOWN_EPOCH_BYTES) this.end("EPOCH");
  }

  #takeEarly(): Uint8Array[] {
    this.#earlyDeadline();
    this.#earlyBytes = 0;
    return this.#early.splice(0);
  }

  /** What the other side sends wrongly ends this connection with a code, and nothing else. */
  #guarded(step: () => void): void {
    if (this.#life.phase === "ended") return;
    try {
      step();
    } catch (error) {
      const { ended, close } = endOfFault(error);
      this.#finish(ended);
      this.#link.close(closeCodeOf(close));
    }
  }

  #enter(phase: "handshake" | "greeting"): void {
    if ("deadline" in this.#life) this.#life.deadline();
    const deadline = this.#o.clock.after(this.#o.patience.stepMs, () => this.end("TIMEOUT"));
    this.#life = { phase, deadline };
  }

  #finish(ended: Ended): void {
    if (this.#life.phase === "ended") return;
    if (this.#life.phase === "live") this.#life.liveness.stop();
    else this.#life.deadline();
    this.#life = { phase: "ended" };
    this.#takeEarly();
    this.#o.handlers.ended(ended);
  }
}
