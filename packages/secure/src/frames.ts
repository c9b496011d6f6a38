import { type Bytes, concat, readU32, readU64, utf8, writeU32, writeU64 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { MAX_FRAME, MAX_REFUSE_CODE, TAG_LENGTH } from "./limits.ts";

/**
 * One frame is one message of the link. Its first byte is its type; numbers are big-endian.
 */
export const FRAME = {
  /** `01 | Noise message`: the three messages of the handshake. */
  handshake: 0x01,
  /** `02 | counter u64 | ciphertext`: what host and client say to each other. AAD: the first 9 bytes. */
  sealed: 0x02,
  /** `03 | ver u8 | epoch u32 | batchNo u64 | ciphertext`: host to all. AAD: roomId and bytes 1 to 13. */
  batch: 0x03,
  /** `04 | counter u64 | ciphertext`: the password exchange; counters run on with those of `sealed`. */
  auth: 0x04,
  /** `05 | code in ASCII`: host to client, in clear, before the channel is open. Anyone can forge it: a hint. */
  refuse: 0x05,
  /** `06 | closedAt u64 | signature 64`: the room is closed for good, and its key says so. Before the channel is open. */
  tombstone: 0x06,
} as const;

/** The version that stands in a batch's header. */
export const BATCH_VERSION = 1;

/** The pairwise frame types, alike in layout. */
export type PairwiseKind = "sealed" | "auth";

export interface PairwiseFrame {
  readonly kind: PairwiseKind;
  /** Type and counter, 9 bytes: the AAD. */
  readonly header: Uint8Array;
  readonly counter: number;
  readonly ciphertext: Uint8Array;
}

export interface BatchFrame {
  readonly kind: "batch";
  /** Version, epoch and number, 13 bytes: part of the AAD. */
  readonly header: Uint8Array;
  readonly epoch: number;
  readonly batchNo: number;
  readonly ciphertext: Uint8Array;
}

export interface TombstoneFrame {
  readonly kind: "tombstone";
  /** Milliseconds since 1970-01-01 UTC. */
  readonly closedAt: number;
  /** Of the room's sign key; to be checked. */
  readonly signature: Uint8Array;
}

/** A frame, taken apart. All byte fields are views into what was received. */
export type Frame =
  | { readonly kind: "handshake"; readonly message: Uint8Array }
  | PairwiseFrame
  | BatchFrame
  | { readonly kind: "refuse"; readonly code: string }
  | TombstoneFrame;

const REFUSE_CODE = /^[A-Z][A-Z0-9_]*$/;
const PAIRWISE_HEADER = 9;
const BATCH_START = 14;
const TOMBSTONE_LENGTH = 1 + 8 + 64;

/** Takes a frame apart; it may be a Buffer, the views are not. Errors: FRAME_TOO_LARGE, UNKNOWN_FRAME, BAD_FRAME. */
export function decodeFrame(received: Uint8Array): Frame {
  // Node's sockets give Buffers, whose `slice` shares memory where a Uint8Array's copies.
  const bytes = new Uint8Array(received.buffer, received.byteOffset, received.length);
  if (bytes.length > MAX_FRAME) throw new SecureError("FRAME_TOO_LARGE", { detail: `${bytes.length} bytes` });
  if (bytes.length === 0) throw new SecureError("BAD_FRAME", { detail: "empty" });
  switch (bytes[0]) {
    case FRAME.handshake:
      return { kind: "handshake", message: bytes.subarray(1) };
    case FRAME.sealed:
      return decodePairwise("sealed", bytes);
    case FRAME.auth:
      return decodePairwise("auth", bytes);
    case FRAME.batch:
      return decodeBatch(bytes);
    case FRAME.refuse:
      return { kind: "refuse", code: decodeRefuse(bytes.subarray(1)) };
    case FRAME.tombstone:
      return decodeTombstone(bytes);
    default:
      throw new SecureError("UNKNOWN_FRAME", { detail: `type ${bytes[0]}` });
  }
}

/** A handshake frame around a Noise message. */
export function encodeHandshake(message: Uint8Array): Bytes {
  return concat(Uint8Array.of(FRAME.handshake), message);
}

/** The 9 bytes before a pairwise ciphertext, which are also its AAD. */
export function pairwiseHeader(kind: PairwiseKind, counter: number): Bytes {
  const header = new Uint8Array(PAIRWISE_HEADER);
  header[0] = FRAME[kind];
  writeU64(header, 1, counter);
  return header;
}

/** The 13 bytes after a batch's type byte. */
export function batchHeader(epoch: number, batchNo: number): Bytes {
  const header = new Uint8Array(BATCH_START - 1);
  header[0] = BATCH_VERSION;
  writeU32(header, 1, epoch);
  writeU64(header, 5, batchNo);
  return header;
}

/**
 * The frame that turns a client away before the channel is open. `code` is 1 to 32 of A-Z, 0-9 and _, a letter
 * first (BUSY, NO_ROOM, SHUTDOWN, ...); else BAD_TEXT.
 */
export function encodeRefuse(code: string): Bytes {
  if (code.length > MAX_REFUSE_CODE || !REFUSE_CODE.test(code)) {
    throw new SecureError("BAD_TEXT", { detail: "refuse code" });
  }
  return concat(Uint8Array.of(FRAME.refuse), utf8(code));
}

function decodePairwise(kind: PairwiseKind, bytes: Uint8Array): PairwiseFrame {
  if (bytes.length < PAIRWISE_HEADER + TAG_LENGTH)
    throw new SecureError("BAD_FRAME", { detail: "cut short" });
  return {
    kind,
    header: bytes.subarray(0, PAIRWISE_HEADER),
    counter: readU64(bytes, 1),
    ciphertext: bytes.subarray(PAIRWISE_HEADER),
  };
}

function decodeBatch(bytes: Uint8Array): BatchFrame {
  if (bytes.length < BATCH_START + 64 + TAG_LENGTH)
    throw new SecureError("BAD_FRAME", { detail: "cut short" });
  if (bytes[1] !== BATCH_VERSION) throw new SecureError("BAD_FRAME", { detail: `batch version ${bytes[1]}` });
  return {
    kind: "batch",
    header: bytes.subarray(1, BATCH_START),
    epoch: readU32(bytes, 2),
    batchNo: readU64(bytes, 6),
    ciphertext: bytes.subarray(BATCH_START),
  };
}

function decodeRefuse(bytes: Uint8Array): string {
  const code = String.fromCharCode(...bytes.subarray(0, MAX_REFUSE_CODE + 1));
  if (code.length > MAX_REFUSE_CODE || !REFUSE_CODE.test(code)) {
    throw new SecureError("BAD_FRAME", { detail: "refuse code" });
  }
  return code;
}

function decodeTombstone(bytes: Uint8Array): TombstoneFrame {
  if (bytes.length !== TOMBSTONE_LENGTH) throw new SecureError("BAD_FRAME", { detail: "tombstone" });
  return { kind: "tombstone", closedAt: readU64(bytes, 1), signature: bytes.subarray(9) };
}
