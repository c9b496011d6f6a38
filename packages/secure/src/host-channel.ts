import type { Bytes } from "./bytes.ts";
import { ofLength } from "./bytes.ts";
import { decodeToken, encodeFlags, handshakeStep, prologueOf } from "./channel-handshake.ts";
import type { CPaceConfirmation } from "./cpace.ts";
import { SecureError, type SecureErrorCode } from "./errors.ts";
import { decodeFrame, encodeHandshake, type Frame } from "./frames.ts";
import { type HostKeys, memberIdOf } from "./keys.ts";
import { HandshakeState } from "./noise/handshake-state.ts";
import { XK } from "./noise/patterns.ts";
import { Pairwise } from "./pairwise.ts";
import { answerFirst, checkThird, decodeFirst, encodeNoTries } from "./password-exchange.ts";
import type { CryptoProvider } from "./provider.ts";
import { encodeVerdict } from "./verdict.ts";

export interface HostChannelOptions {
  readonly provider: CryptoProvider;
  readonly roomId: string;
  readonly keys: HostKeys;
  /** The room's password from stretchPassword, 32 bytes; without it the room asks for none. */
  readonly password?: Uint8Array;
  /** Whether a member, proven by the handshake, comes in without the password (S5.7). Default: nobody does. */
  readonly exempt?: (member: Member) => boolean;
}

/** Who is at the other end, proven by the handshake. */
export interface Member {
  /** X25519 public key, 32 bytes: the member, as far as the room is concerned. */
  readonly memberKey: Uint8Array;
  /** memberIdOf that key. */
  readonly memberId: string;
  /** 16 bytes from an invite link, if the client sent one. Whether it is the right one is for the room to say. */
  readonly token: Uint8Array | undefined;
}

export type HostChannelEvent =
  /** Send this frame. */
  | { readonly kind: "reply"; readonly frame: Bytes }
  /** A password try: charge the room's budget now, then send what `answerAttempt` gives. Pay back on open. */
  | ({ readonly kind: "attempt" } & Member)
  /** From now on `seal` works and messages may come. */
  | ({ readonly kind: "open" } & Member)
  | { readonly kind: "message"; readonly plaintext: Uint8Array };

type State =
  | { kind: "new"; handshake: HandshakeState }
  | { kind: "handshake"; handshake: HandshakeState }
  | { kind: "awaiting-password"; pairwise: Pairwise; member: Member }
  | { kind: "attempted"; pairwise: Pairwise; member: Member; share: Uint8Array }
  | { kind: "confirming"; pairwise: Pairwise; member: Member; confirmation: CPaceConfirmation }
  | { kind: "open"; pairwise: Pairwise }
  | { kind: "failed"; code: SecureErrorCode | "INTERNAL" };

/**
 * The host's end of one member's channel (SPEC, sections 3 to 5): new, handshake, (awaiting-password, attempted,
 * confirming,) open. It does no I/O. Whatever `receive` throws is final: the channel is `failed` and the link should
 * be closed.
 */
export class HostChannel {
  readonly #provider: CryptoProvider;
  readonly #keys: HostKeys;
  readonly #password: Uint8Array | undefined;
  readonly #exempt: (member: Member) => boolean;
  #state: State;

  /** BAD_TEXT for no room id, BAD_KEY for a password that is not 32 bytes. */
  constructor(options: HostChannelOptions) {
    const { provider, roomId, keys, password, exempt } = options;
    this.#provider = provider;
    this.#keys = keys;
    this.#password = password === undefined ? undefined : ofLength(password, 32, "stretched password");
    this.#exempt = exempt ?? (() => false);
    const handshake = new HandshakeState({
      provider,
      pattern: XK,
      role: "responder",
      prologue: prologueOf(roomId),
      static: { secret: keys.noiseSecret, public: keys.noisePublic },
    });
    this.#state = { kind: "new", handshake };
  }

  /** Where the conversation stands. */
  get state(): State["kind"] {
    return this.#state.kind;
  }

  /** 32 bytes that name this conversation on both sides, once the handshake is done; else undefined. */
  get handshakeHash(): Uint8Array | undefined {
    return "pairwise" in this.#state ? this.#state.pairwise.hash : undefined;
  }

  /**
   * Takes a frame from the link and says what to do, in order. Errors, all final: FRAME_TOO_LARGE, UNKNOWN_FRAME,
   * BAD_FRAME, UNEXPECTED_FRAME, TOO_EARLY, HANDSHAKE_FAILED, BAD_HANDSHAKE, BAD_AUTH, WRONG_PASSWORD, REPLAYED,
   * BAD_SEAL, CLOSED.
   */
  receive(bytes: Uint8Array): HostChannelEvent[] {
    return this.#guarded(() => this.#handle(decodeFrame(bytes)));
  }

  /**
   * The answer to the attempt just reported; `triesLeft` is the room's budget after this one was charged. Below zero
   * there was none left: the frame says so (AUTH4), and is the channel's last. Errors, final but for WRONG_STATE:
   * INVALID_POINT.
   */
  answerAttempt(triesLeft: number): Bytes {
    const { state: kind } = this;
    return this.#guarded(() => {
      if (this.#state.kind !== "attempted") throw new SecureError("WRONG_STATE", { detail: kind });
      const { pairwise, member, share } = this.#state;
      if (!(triesLeft >= 0)) {
        this.#state = { kind: "failed", code: "TOO_MANY_TRIES" };
        return pairwise.seal("auth", encodeNoTries());
      }
      const scene = {
        handshakeHash: pairwise.hash,
        clientStatic: member.memberKey,
        hostStatic: this.#keys.noisePublic,
      };
      const answer = answerFirst(this.#provider, scene, this.#password!, share, triesLeft);
      this.#state = { kind: "confirming", pairwise, member, confirmation: answer.confirmation };
      return pairwise.seal("auth", answer.message);
    });
  }

  /** A frame for this member. WRONG_STATE before it is open, PAYLOAD_TOO_LARGE, COUNTER_EXHAUSTED. */
  seal(plaintext: Uint8Array): Bytes {
    if (this.#state.kind !== "open") throw new SecureError("WRONG_STATE", { detail: "not open" });
    return this.#state.pairwise.seal("sealed", plaintext);
  }

  #guarded<T>(step: () => T): T {
    if (this.#state.kind === "failed") throw new SecureError("CLOSED", { detail: this.#state.code });
    try {
      return step();
    } catch (error) {
      const code = error instanceof SecureError ? error.code : "INTERNAL";
      // Dropping the state drops its keys with it.
      if (code !== "WRONG_STATE") this.#state = { kind: "failed", code };
      throw error;
    }
  }

  #handle(frame: Frame): HostChannelEvent[] {
    const state = this.#state;
    switch (frame.kind) {
      case "handshake":
        if (state.kind === "new") return this.#second(state.handshake, frame.message);
        if (state.kind === "handshake") return this.#finish(state.handshake, frame.message);
        throw unexpected(frame);
      case "auth":
        if (state.kind === "awaiting-password") {
          const share = decodeFirst(state.pairwise.open(frame));
          this.#state = { ...state, kind: "attempted", share };
          return [{ kind: "attempt", ...state.member }];
        }
        if (state.kind === "confirming") {
          checkThird(state.confirmation, state.pairwise.open(frame));
          this.#state = { kind: "open", pairwise: state.pairwise };
          return [{ kind: "open", ...state.member }];
        }
        throw unexpected(frame);
      case "sealed":
        if (state.kind !== "open") throw new SecureError("TOO_EARLY");
        return [{ kind: "message", plaintext: state.pairwise.open(frame) }];
      case "batch":
      case "refuse":
      case "tombstone":
        throw unexpected(frame);
    }
  }

  #second(handshake: HandshakeState, message: Uint8Array): HostChannelEvent[] {
    const payload = handshakeStep(() => handshake.readMessage(message));
    if (payload.length !== 0) throw new SecureError("BAD_HANDSHAKE", { detail: "message 1" });
    const second = handshakeStep(() => handshake.writeMessage(encodeFlags(this.#password !== undefined)));
    this.#state = { kind: "handshake", handshake };
    return [{ kind: "reply", frame: encodeHandshake(second) }];
  }

  #finish(handshake: HandshakeState, message: Uint8Array): HostChannelEvent[] {
    const token = decodeToken(handshakeStep(() => handshake.readMessage(message)));
    const pairwise = new Pairwise(handshake.split());
    const memberKey = handshake.remoteStatic!;
    const member = { memberKey, memberId: memberIdOf(this.#provider, memberKey), token };
    const opened: HostChannelEvent = { kind: "open", ...member };
    if (this.#password === undefined) {
      this.#state = { kind: "open", pairwise };
      return [opened];
    }
    const exempt = this.#exempt(member);
    this.#state = exempt ? { kind: "open", pairwise } : { kind: "awaiting-password", pairwise, member };
    const verdict: HostChannelEvent = { kind: "reply", frame: pairwise.seal("auth", encodeVerdict(!exempt)) };
    return exempt ? [verdict, opened] : [verdict];
  }
}

function unexpected(frame: Frame): SecureError {
  return new SecureError("UNEXPECTED_FRAME", { detail: frame.kind });
}
