import { concat, EMPTY, ofLength, utf8 } from "./bytes.ts";
import { type CPaceConfirmation, CPaceRun, lvCat } from "./cpace.ts";
import { SecureError } from "./errors.ts";
import { MAX_TRIES_SHOWN } from "./limits.ts";
import type { CryptoProvider } from "./provider.ts";

// The messages inside auth frames (SPEC, section 5):
//   AUTH0  host -> client  00 | 01 where the password is to be proven, 00 where this member need not
//   AUTH1  client -> host  01 | Ya 32
//   AUTH2  host -> client  02 | triesLeft u8 | Yb 32 | Tb 64
//   AUTH3  client -> host  03 | Ta 64
//   AUTH4  host -> client  04, instead of AUTH2: too many tries
// CPace's ADa is empty, its ADb is the byte triesLeft.

/** The conversation that the password is proven in: CPace's sid and CI. */
export interface PasswordScene {
  /** Handshake hash, 32 bytes. */
  readonly handshakeHash: Uint8Array;
  /** X25519 public keys, 32 bytes each: without them an honest client could be relayed to another room. */
  readonly clientStatic: Uint8Array;
  readonly hostStatic: Uint8Array;
}

const CONTEXT = utf8("partyline/password/1");

/** AUTH4: nothing was computed, for too many passwords were tried. Sealed, for a member stops trying at this word. */
export const encodeNoTries = (): Uint8Array => Uint8Array.of(4);

/** The client's half: send `first`, then give `second` what came back. `stretched` is from stretchPassword. */
export class PasswordClient {
  readonly #run: CPaceRun;
  /** AUTH1. */
  readonly first: Uint8Array;

  /** BAD_KEY unless `stretched` is 32 bytes. */
  constructor(provider: CryptoProvider, scene: PasswordScene, stretched: Uint8Array) {
    this.#run = new CPaceRun(provider, "initiator", inputsOf(scene, stretched), EMPTY);
    this.first = concat(Uint8Array.of(1), this.#run.message.share);
  }

  /**
   * AUTH3, once AUTH2 proves that the host holds the password. Otherwise WRONG_PASSWORD with `triesLeft`, and
   * nothing may be sent: the tag would be one more guess for someone in between. TOO_MANY_TRIES for AUTH4; BAD_AUTH,
   * INVALID_POINT.
   */
  second(message: Uint8Array): Uint8Array {
    if (message.length === 1 && message[0] === 4) throw new SecureError("TOO_MANY_TRIES");
    if (message.length !== 98 || message[0] !== 2) throw new SecureError("BAD_AUTH", { detail: "AUTH2" });
    const confirmation = this.#run.finish({ share: message.slice(2, 34), ad: message.slice(1, 2) });
    if (!confirmation.confirms(message.subarray(34))) {
      throw new SecureError("WRONG_PASSWORD", { triesLeft: message[1]! });
    }
    return concat(Uint8Array.of(3), confirmation.tag);
  }
}

/** The client's share in AUTH1; BAD_AUTH. Costs nothing: the host charges its budget before it computes. */
export function decodeFirst(message: Uint8Array): Uint8Array {
  if (message.length !== 33 || message[0] !== 1) throw new SecureError("BAD_AUTH", { detail: "AUTH1" });
  return message.slice(1);
}

/** The host's answer to AUTH1: AUTH2, and what AUTH3 must confirm. INVALID_POINT, BAD_KEY. */
export function answerFirst(
  provider: CryptoProvider,
  scene: PasswordScene,
  stretched: Uint8Array,
  share: Uint8Array,
  triesLeft: number,
): { message: Uint8Array; confirmation: CPaceConfirmation } {
  const ad = Uint8Array.of(Math.min(triesLeft, MAX_TRIES_SHOWN));
  const run = new CPaceRun(provider, "responder", inputsOf(scene, stretched), ad);
  const confirmation = run.finish({ share, ad: EMPTY });
  return { message: concat(Uint8Array.of(2), ad, run.message.share, confirmation.tag), confirmation };
}

/** Checks AUTH3: BAD_AUTH, or WRONG_PASSWORD. */
export function checkThird(confirmation: CPaceConfirmation, message: Uint8Array): void {
  if (message.length !== 65 || message[0] !== 3) throw new SecureError("BAD_AUTH", { detail: "AUTH3" });
  if (!confirmation.confirms(message.subarray(1))) throw new SecureError("WRONG_PASSWORD");
}

function inputsOf(scene: PasswordScene, stretched: Uint8Array) {
  return {
    prs: ofLength(stretched, 32, "stretched password"),
    ci: concat(lvCat(scene.clientStatic, scene.hostStatic), CONTEXT),
    sid: scene.handshakeHash,
  };
}
