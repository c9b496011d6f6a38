import { concat, ofLength } from "../bytes.ts";
import { SecureError } from "../errors.ts";
import { TAG_LENGTH } from "../limits.ts";
import type { CryptoProvider } from "../provider.ts";
import type { CipherState } from "./cipher-state.ts";
import type { Pattern, Token } from "./patterns.ts";
import { SymmetricState } from "./symmetric-state.ts";

/** An X25519 key pair, 32 bytes each. */
export interface KeyPair {
  readonly secret: Uint8Array;
  readonly public: Uint8Array;
}

export interface HandshakeOptions {
  readonly provider: CryptoProvider;
  /** The suite is always 25519_ChaChaPoly_SHA256. */
  readonly pattern: Pattern;
  readonly role: "initiator" | "responder";
  readonly prologue: Uint8Array;
  /** Own static key, where the pattern uses one. */
  readonly static?: KeyPair;
  /** The other side's static public key, where the pattern has it known beforehand. */
  readonly remoteStatic?: Uint8Array;
  /** 32 bytes for each psk modifier, in order. */
  readonly psks?: readonly Uint8Array[];
}

/** What a finished handshake leaves. */
export interface Transport {
  readonly send: CipherState;
  readonly receive: CipherState;
  /** 32 bytes that name this conversation on both sides (section 11.2). */
  readonly hash: Uint8Array;
}

/**
 * One side of a Noise handshake (revision 34, section 5.3). Errors: BAD_PATTERN for options that do not fit;
 * WRONG_STATE for a call out of turn; BAD_HANDSHAKE for a message cut short; BAD_SEAL and LOW_ORDER from within.
 * After an error the state is of no more use.
 */
export class HandshakeState {
  readonly #provider: CryptoProvider;
  readonly #pattern: Pattern;
  readonly #initiator: boolean;
  readonly #symmetric: SymmetricState;
  readonly #static: KeyPair | undefined;
  readonly #psks: Uint8Array[];
  #ephemeral: KeyPair | undefined;
  #remoteStatic: Uint8Array | undefined;
  #remoteEphemeral: Uint8Array | undefined;
  #step = 0;

  constructor(options: HandshakeOptions) {
    this.#provider = options.provider;
    this.#pattern = options.pattern;
    this.#initiator = options.role === "initiator";
    this.#static = options.static;
    this.#remoteStatic = options.remoteStatic;
    this.#psks = [...(options.psks ?? [])].map((psk) => ofLength(psk, 32, "psk"));
    this.#symmetric = new SymmetricState(
      options.provider,
      `Noise_${options.pattern.name}_25519_ChaChaPoly_SHA256`,
    );
    this.#symmetric.mixHash(options.prologue);
    if (this.#pattern.initiatorKnown) this.#symmetric.mixHash(this.#known(this.#initiator));
    if (this.#pattern.responderKnown) this.#symmetric.mixHash(this.#known(!this.#initiator));
  }

  /** Every message has been written or read: `split` may be called. */
  get finished(): boolean {
    return this.#step === this.#pattern.messages.length;
  }

  /** The other side's static key once it is known. Proven only when the handshake is finished. */
  get remoteStatic(): Uint8Array | undefined {
    return this.#remoteStatic;
  }

  /** The next message of this side, carrying `payload`. */
  writeMessage(payload: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    for (const token of this.#take(true)) {
      if (token === "e") {
        const secret = this.#provider.randomBytes(32);
        this.#ephemeral = { secret, public: this.#provider.x25519.publicKey(secret) };
        parts.push(this.#ephemeral.public);
        this.#mixEphemeral(this.#ephemeral.public);
      } else if (token === "s") {
        parts.push(this.#symmetric.encryptAndHash(need(this.#static, "static key").public));
      } else this.#mixToken(token);
    }
    parts.push(this.#symmetric.encryptAndHash(payload));
    return concat(...parts);
  }

  /** The payload of the other side's next message. */
  readMessage(message: Uint8Array): Uint8Array {
    let at = 0;
    const cut = (length: number): Uint8Array => {
      if (message.length < at + length) throw new SecureError("BAD_HANDSHAKE", { detail: "cut short" });
      at += length;
      // A copy: the key outlives the frame it came in.
      return new Uint8Array(message.subarray(at - length, at));
    };
    for (const token of this.#take(false)) {
      if (token === "e") {
        this.#remoteEphemeral = cut(32);
        this.#mixEphemeral(this.#remoteEphemeral);
      } else if (token === "s") {
        const length = this.#symmetric.hasKey ? 32 + TAG_LENGTH : 32;
        this.#remoteStatic = this.#symmetric.decryptAndHash(cut(length));
      } else this.#mixToken(token);
    }
    return this.#symmetric.decryptAndHash(message.subarray(at));
  }

  /** The transport ciphers, once finished. */
  split(): Transport {
    if (!this.finished) throw new SecureError("WRONG_STATE", { detail: "handshake not finished" });
    const [forth, back] = this.#symmetric.split();
    const hash = this.#symmetric.hash;
    return this.#initiator ? { send: forth, receive: back, hash } : { send: back, receive: forth, hash };
  }

  #take(writing: boolean): readonly Token[] {
    const ours = this.#step % 2 === (this.#initiator ? 0 : 1);
    const tokens = this.#pattern.messages[this.#step];
    if (tokens === undefined || ours !== writing)
      throw new SecureError("WRONG_STATE", { detail: "out of turn" });
    this.#step += 1;
    return tokens;
  }

  #mixEphemeral(publicKey: Uint8Array): void {
    this.#symmetric.mixHash(publicKey);
    // Section 9.2: with a psk the ephemeral key also randomises the cipher key.
    if (this.#pattern.hasPsk) this.#symmetric.mixKey(publicKey);
  }

  #mixToken(token: Exclude<Token, "e" | "s">): void {
    if (token === "psk") {
      this.#symmetric.mixKeyAndHash(need(this.#psks.shift(), "psk"));
      return;
    }
    // The first letter is the initiator's key, the second the responder's.
    const [own, remote] = this.#initiator ? [token[0], token[1]] : [token[1], token[0]];
    const secret = need(own === "e" ? this.#ephemeral : this.#static, "own key").secret;
    const peer = need(remote === "e" ? this.#remoteEphemeral : this.#remoteStatic, "remote key");
    this.#symmetric.mixKey(this.#provider.x25519.shared(secret, peer));
  }

  #known(own: boolean): Uint8Array {
    return need(own ? this.#static?.public : this.#remoteStatic, "key known beforehand");
  }
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new SecureError("BAD_PATTERN", { detail: `no ${what}` });
  return value;
}
