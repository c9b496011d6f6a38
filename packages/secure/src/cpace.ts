import { ristretto255, ristretto255_hasher } from "@noble/curves/ed25519.js";
import { concat, sameBytes, utf8 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import type { CryptoProvider } from "./provider.ts";

// CPACE-RISTR255-SHA512, draft-irtf-cfrg-cpace-21, in the initiator-responder setting. The group is always noble's:
// node:crypto has no ristretto255. One run costs about 6 ms of CPU on a laptop, so the host charges its budget first.

const DSI = utf8("CPaceRistretto255");
const DSI_ISK = utf8("CPaceRistretto255_ISK");
const MAC_LABEL = utf8("CPaceMac");

/** SHA-512's input block in bytes: `s_in_bytes` of section 6.2. */
const HASH_BLOCK = 128;

type Point = InstanceType<typeof ristretto255.Point>;

/** What both sides must hold alike (section 4.1). */
export interface CPaceInputs {
  /** Password-related string. */
  readonly prs: Uint8Array;
  /** Channel identifier: who talks to whom. */
  readonly ci: Uint8Array;
  /** Session identifier, never used twice. */
  readonly sid: Uint8Array;
}

/** What one side says: its share (32 bytes) and data that goes along in clear. */
export interface CPaceMessage {
  readonly share: Uint8Array;
  readonly ad: Uint8Array;
}

/** Length in LEB128, then the bytes (appendix A.1). */
export function prependLength(data: Uint8Array): Uint8Array {
  const length: number[] = [];
  let rest = data.length;
  while (rest >= 128) {
    length.push((rest & 127) | 128);
    rest >>>= 7;
  }
  length.push(rest);
  return concat(Uint8Array.from(length), data);
}

/** All parts with their lengths, one after the other (appendix A.1.3). */
export function lvCat(...parts: Uint8Array[]): Uint8Array {
  return concat(...parts.map(prependLength));
}

/** `calculate_generator` (section 8.3). */
export function calculateGenerator(provider: CryptoProvider, { prs, ci, sid }: CPaceInputs): Point {
  // The padding fills the first hash block, so that the time taken does not tell the password's length.
  const taken = 1 + prependLength(prs).length + prependLength(DSI).length;
  const padding = new Uint8Array(Math.max(0, HASH_BLOCK - taken));
  const hash = provider.sha512(lvCat(DSI, prs, padding, ci, sid));
  return ristretto255_hasher.deriveToCurve!(hash);
}

/** A fresh secret scalar: 32 bytes, little-endian, below 2^252 (section 8.3, recommended method). */
export function sampleScalar(provider: CryptoProvider): Uint8Array {
  const scalar = provider.randomBytes(32);
  scalar[31]! &= 0x0f;
  return scalar;
}

/** `scalar_mult`: the encoding of y * g. */
export function scalarMult(scalar: Uint8Array, generator: Point): Uint8Array {
  return generator.multiply(scalarOf(scalar)).toBytes();
}

/** `scalar_mult_vfy`: y * X for a share from the other side; INVALID_POINT where the draft yields the neutral element. */
export function scalarMultVerify(scalar: Uint8Array, share: Uint8Array): Uint8Array {
  let product: Point;
  try {
    product = ristretto255.Point.fromBytes(share).multiply(scalarOf(scalar));
  } catch (cause) {
    throw new SecureError("INVALID_POINT", { cause });
  }
  if (product.is0()) throw new SecureError("INVALID_POINT", { detail: "neutral element" });
  return product.toBytes();
}

/** The intermediate session key, 64 bytes (section 7.2), with the initiator's message first. */
export function deriveIsk(
  provider: CryptoProvider,
  sid: Uint8Array,
  k: Uint8Array,
  initiator: CPaceMessage,
  responder: CPaceMessage,
): Uint8Array {
  return provider.sha512(
    lvCat(DSI_ISK, sid, k),
    lvCat(initiator.share, initiator.ad),
    lvCat(responder.share, responder.ad),
  );
}

/** A side's confirmation tag over the message it sent, 64 bytes (section 10.4). */
export function confirmationTag(
  provider: CryptoProvider,
  sid: Uint8Array,
  isk: Uint8Array,
  message: CPaceMessage,
): Uint8Array {
  const key = provider.sha512(MAC_LABEL, sid, isk);
  return provider.hmacSha512(key, lvCat(message.share, message.ad));
}

/** What a run leaves: the tag to send, and a check of the tag received. The keys themselves stay inside. */
export interface CPaceConfirmation {
  /** Own tag, 64 bytes. */
  readonly tag: Uint8Array;
  /** Is this the other side's tag, that is: does it hold the same password? */
  confirms(peerTag: Uint8Array): boolean;
}

/** One side's run: make it, send `message`, give `finish` the other side's. Its scalar serves this one run. */
export class CPaceRun {
  readonly message: CPaceMessage;
  readonly #provider: CryptoProvider;
  readonly #role: "initiator" | "responder";
  readonly #sid: Uint8Array;
  readonly #scalar: Uint8Array;

  constructor(
    provider: CryptoProvider,
    role: "initiator" | "responder",
    inputs: CPaceInputs,
    ad: Uint8Array,
  ) {
    this.#provider = provider;
    this.#role = role;
    this.#sid = inputs.sid;
    this.#scalar = sampleScalar(provider);
    this.message = { share: scalarMult(this.#scalar, calculateGenerator(provider, inputs)), ad };
  }

  /** INVALID_POINT if the share is not a group element, or the neutral one. */
  finish(peer: CPaceMessage): CPaceConfirmation {
    const k = scalarMultVerify(this.#scalar, peer.share);
    const [initiator, responder] = this.#role === "initiator" ? [this.message, peer] : [peer, this.message];
    const isk = deriveIsk(this.#provider, this.#sid, k, initiator, responder);
    const expected = confirmationTag(this.#provider, this.#sid, isk, peer);
    return {
      tag: confirmationTag(this.#provider, this.#sid, isk, this.message),
      confirms: (peerTag) => sameBytes(peerTag, expected),
    };
  }
}

function scalarOf(bytes: Uint8Array): bigint {
  let hex = "";
  for (let i = bytes.length - 1; i >= 0; i--) hex += bytes[i]!.toString(16).padStart(2, "0");
  return BigInt(`0x${hex}`);
}
