import { PasswordClient } from "#password-client";
import { type BatchEvent, BatchOpener, type Epoch } from "./batches.ts";
import { type Bytes, EMPTY } from "./bytes.ts";
import { decodeFlags, encodeToken, handshakeStep, prologueOf } from "./channel-handshake.ts";
import { SecureError, type SecureErrorCode } from "./errors.ts";
import { decodeFrame, encodeHandshake, type Frame } from "./frames.ts";
import { type HostPublicKeys, roomIdOf } from "./keys.ts";
import { HandshakeState, type KeyPair } from "./noise/handshake-state.ts";
import { XK } from "./noise/patterns.ts";
import { Pairwise } from "./pairwise.ts";
import type { CryptoProvider } from "./provider.ts";
import { openTombstone } from "./tombstone.ts";
import { decodeVerdict } from "./verdict.ts";

export interface ClientChannelOptions {
  readonly provider: CryptoProvider;
  readonly roomId: string;
  /** Must be the keys that the room id is made of. */
  readonly host: HostPublicKeys;
  /** From memberKeyFor. */
  readonly memberKey: KeyPair;
  /** 16 bytes from an invite link. */
  readonly token?: Uint8Array;
  /**
   * The person gave a password: a host that does not ask for it, or lets in without it, is refused with
   * PASSWORD_NOT_ASKED, because at a first contact by name only the password shows that nobody sits in between.
   */
  readonly expectPassword?: boolean;
}

export type ClientChannelEvent =
  /** Send this frame. */
  | { readonly kind: "reply"; readonly frame: Bytes }
  /** Stretch the password, then send what `authenticate` gives. */
  | { readonly kind: "password-required" }
  /** From now on `seal` works and messages may come. A reply in the same array goes out first. */
  | { readonly kind: "open" }
  | { readonly kind: "message"; readonly plaintext: Uint8Array }
  | BatchEvent
  /** Someone on the way, perhaps the host, says that it will not go on. Not authenticated: a hint for the person. */
  | { readonly kind: "refused"; readonly code: string }
  /** The room was closed for good at that time (milliseconds since 1970-01-01 UTC): its own key says so. */
  | { readonly kind: "closed"; readonly closedAt: number };

type State =
  | { kind: "new"; handshake: HandshakeState }
  | { kind: "handshake"; handshake: HandshakeState }
  | { kind: "awaiting-verdict"; pairwise: Pairwise }
  | { kind: "password-required"; pairwise: Pairwise }
  | { kind: "authenticating"; pairwise: Pairwise; password: PasswordClient }
  | { kind: "open"; pairwise: Pairwise }
  | { kind: "failed"; code: SecureErrorCode | "INTERNAL" };

/**
 * A member's end of a channel (SPEC, sections 3 to 7): new, handshake, (awaiting-verdict, password-required,
 * authenticating,) open. It does no I/O. Whatever `receive` throws is final: the channel is `failed` and the link should be closed.
 */
export class ClientChannel {
  readonly #provider: CryptoProvider;
  readonly #roomId: string;
  readonly #host: HostPublicKeys;
  readonly #memberKey: KeyPair;
  readonly #thirdPayload: Uint8Array;
  readonly #expectPassword: boolean;
  readonly #batches: BatchOpener;
  #state: State;

  /** WRONG_HOST_KEY, BAD_TEXT for no room id, BAD_KEY for a token or key of another length. */
  constructor(options: ClientChannelOptions) {
    const { provider, roomId, host, memberKey } = options;
    this.#provider = provider;
    this.#roomId = roomId;
    this.#host = host;
    this.#memberKey = memberKey;
    this.#thirdPayload = encodeToken(options.token);
    this.#expectPassword = options.expectPassword ?? false;
    this.#batches = new BatchOpener(provider, roomId, host.sign);
    if (roomIdOf(provider, host) !== roomId) throw new SecureError("WRONG_HOST_KEY");
    const handshake = new HandshakeState({
      provider,
      pattern: XK,
      role: "initiator",
      prologue: prologueOf(roomId),
      static: memberKey,
      remoteStatic: host.noise,
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

  /** The first frame to send. Once only: WRONG_STATE after. HANDSHAKE_FAILED if the host's key is unusable. */
  start(): Bytes {
    if (this.#state.kind !== "new") throw new SecureError("WRONG_STATE", { detail: "started already" });
    const { handshake } = this.#state;
    this.#state = { kind: "handshake", handshake };
    return encodeHandshake(handshakeStep(() => handshake.writeMessage(EMPTY)));
  }

  /**
   * Takes a frame from the link and says what to do, in order. Errors, all final: FRAME_TOO_LARGE, UNKNOWN_FRAME,
   * BAD_FRAME, UNEXPECTED_FRAME, TOO_EARLY, HANDSHAKE_FAILED, BAD_HANDSHAKE, PASSWORD_NOT_ASKED, BAD_AUTH,
   * INVALID_POINT, WRONG_PASSWORD (with triesLeft), TOO_MANY_TRIES, REPLAYED, BAD_SEAL, BAD_SIGNATURE, CLOSED.
   */
  receive(bytes: Uint8Array): ClientChannelEvent[] {
    if (this.#state.kind === "failed") throw new SecureError("CLOSED", { detail: this.#state.code });
    try {
      return this.#handle(decodeFrame(bytes), bytes);
    } catch (error) {
      // Dropping the state drops its keys with it.
      this.#state = { kind: "failed", code: error instanceof SecureError ? error.code : "INTERNAL" };
      throw error;
    }
  }

  /** The frame that begins to prove the password; `stretched` is from stretchPassword. WRONG_STATE, BAD_KEY. */
  authenticate(stretched: Uint8Array): Bytes {
    if (this.#state.kind !== "password-required")
      throw new SecureError("WRONG_STATE", { detail: "no password asked" });
    const { pairwise } = this.#state;
    const scene = {
      handshakeHash: pairwise.hash,
      clientStatic: this.#memberKey.public,
      hostStatic: this.#host.noise,
    };
    const password = new PasswordClient(this.#provider, scene, stretched);
    this.#state = { kind: "authenticating", pairwise, password };
    return pairwise.seal("auth", password.first);
  }

  /** A frame for the host. WRONG_STATE before it is open, PAYLOAD_TOO_LARGE, COUNTER_EXHAUSTED. */
  seal(plaintext: Uint8Array): Bytes {
    if (this.#state.kind !== "open") throw new SecureError("WRONG_STATE", { detail: "not open" });
    return this.#state.pairwise.seal("sealed", plaintext);
  }

  /** Takes the epoch that the host handed out in a message. EPOCH_REGRESSION, BAD_KEY, COUNTER_EXHAUSTED. */
  setEpoch(epoch: Epoch): void {
    this.#batches.setEpoch(epoch);
  }

  #handle(frame: Frame, whole: Uint8Array): ClientChannelEvent[] {
    const state = this.#state;
    switch (frame.kind) {
      case "handshake":
        if (state.kind !== "handshake") throw unexpected(frame);
        return this.#finish(state.handshake, frame.message);
      case "auth": {
        if (state.kind === "awaiting-verdict")
          return this.#judged(state.pairwise, state.pairwise.open(frame));
        if (state.kind !== "authenticating") throw unexpected(frame);
        const third = state.password.second(state.pairwise.open(frame));
        this.#state = { kind: "open", pairwise: state.pairwise };
        return [{ kind: "reply", frame: state.pairwise.seal("auth", third) }, { kind: "open" }];
      }
      case "sealed":
        if (state.kind !== "open") throw new SecureError("TOO_EARLY");
        return [{ kind: "message", plaintext: state.pairwise.open(frame) }];
      case "batch":
        if (state.kind !== "open") throw new SecureError("TOO_EARLY");
        return this.#batches.open(frame, whole);
      case "refuse":
        if (state.kind === "open") throw unexpected(frame);
        return [{ kind: "refused", code: frame.code }];
      case "tombstone": {
        if (state.kind === "open") throw unexpected(frame);
        const { sign } = this.#host;
        return [{ kind: "closed", closedAt: openTombstone(this.#provider, frame, this.#roomId, sign) }];
      }
    }
  }

  #finish(handshake: HandshakeState, message: Uint8Array): ClientChannelEvent[] {
    const passwordRequired = decodeFlags(handshakeStep(() => handshake.readMessage(message)));
    if (this.#expectPassword && !passwordRequired) throw new SecureError("PASSWORD_NOT_ASKED");
    const third = handshakeStep(() => handshake.writeMessage(this.#thirdPayload));
    const pairwise = new Pairwise(handshake.split());
    const reply: ClientChannelEvent = { kind: "reply", frame: encodeHandshake(third) };
    this.#state = { kind: passwordRequired ? "awaiting-verdict" : "open", pairwise };
    return passwordRequired ? [reply] : [reply, { kind: "open" }];
  }

  /** A host that lets in without the password says no more than one that never asked for it. */
  #judged(pairwise: Pairwise, message: Uint8Array): ClientChannelEvent[] {
    const proofWanted = decodeVerdict(message);
    if (this.#expectPassword && !proofWanted) throw new SecureError("PASSWORD_NOT_ASKED");
    const kind = proofWanted ? "password-required" : "open";
    this.#state = { kind, pairwise };
    return [{ kind }];
  }
}

function unexpected(frame: Frame): SecureError {
  return new SecureError("UNEXPECTED_FRAME", { detail: frame.kind });
}
