/** The frames of a trunk: `type u8 | flags u8 | circuit u32 | payload`. SPEC.md, sections 2 to 5. What carries link
 *  frames is given in two parts, so that their bytes are never copied here. */
import { utf8, writeU16, writeU32, writeU64 } from "./bytes.ts";
import { RelayError } from "./errors.ts";
import { CHUNK_BYTES, HEADER_BYTES, LINK_FRAME_BYTES } from "./limits.ts";
import { KEYS_BYTES, TOMBSTONE_BYTES } from "./tombstone.ts";
import type {
  Buried,
  HostHello,
  List,
  Listing,
  Refused,
  Register,
  Registered,
  SwitchboardHello,
  Unlist,
} from "./trunk-messages.ts";

/** The first byte. h: sent by a host, s: by a switchboard. The `circuit` of a frame about a room is the room's number
 *  on this trunk, that of a frame about the trunk is 0. */
export const FRAME = {
  /** hs, trunk: JSON. */
  hello: 0x01,
  /** h, room: JSON. */
  register: 0x02,
  /** s, room: JSON. */
  registered: 0x03,
  /** s, room: JSON. */
  refused: 0x04,
  /** h, room: nothing. */
  unregister: 0x05,
  /** h, room: JSON. */
  list: 0x06,
  /** h, room: JSON. */
  unlist: 0x07,
  /** s, room: JSON. */
  listing: 0x08,
  /** s, circuit: `room u32 | tag 8`. */
  open: 0x10,
  /** hs, circuit: up to 16 KiB of one link frame. Flags MORE, BULK. */
  data: 0x11,
  /** h, circuit: nothing, or `epoch u32 | from u64`. */
  admit: 0x12,
  /** s, circuit: nothing. */
  missed: 0x13,
  /** hs, circuit: `code u16`. */
  close: 0x14,
  /** hs, circuit or trunk: `bytes u32`. */
  credit: 0x15,
  /** h, room: `epoch u32 | batchNo u64 | link frame`. */
  cast: 0x16,
  /** s, trunk: `window u16` in seconds. */
  goaway: 0x17,
  /** h, trunk: `keys 64 | tombstone 73`. */
  tombstone: 0x18,
  /** s, trunk: JSON. */
  buried: 0x19,
} as const;

/** The second byte: bits, of which a receiver ignores those it does not know. */
export const FLAG = {
  /** DATA: the link frame goes on in the next DATA of this circuit. */
  more: 1,
  /** DATA: counts against the trunk's window, and waits behind everything that is not bulk. */
  bulk: 2,
} as const;

/** Bytes of an address tag. */
export const TAG_BYTES = 8;
/** What stands before the link frame in a whole CAST: header, epoch, batch number. */
export const CAST_HEADER_BYTES = HEADER_BYTES + 12;

/** A frame in two parts, to be written one behind the other as one WebSocket message. The second is a view. */
export type Parts = readonly [header: Uint8Array, payload: Uint8Array];

/** Writes the six bytes at `at`, for whoever frames the WebSocket message itself. */
export function writeHeader(to: Uint8Array, at: number, type: number, flags: number, circuit: number): void {
  to[at] = type;
  to[at + 1] = flags;
  writeU32(to, at + 2, circuit);
}

function frame(type: number, circuit: number, payloadBytes: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + payloadBytes);
  writeHeader(bytes, 0, type, 0, circuit);
  return bytes;
}

function json(type: number, circuit: number, message: object): Uint8Array {
  const payload = utf8(JSON.stringify(message));
  const bytes = frame(type, circuit, payload.length);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/** R3.1 */
export const encodeHello = (hello: HostHello | SwitchboardHello): Uint8Array => json(FRAME.hello, 0, hello);
/** R3.3 */
export const encodeRegister = (room: number, message: Register): Uint8Array =>
  json(FRAME.register, room, message);
/** R3.6 */
export const encodeRegistered = (room: number, message: Registered): Uint8Array =>
  json(FRAME.registered, room, message);
/** R3.6 */
export const encodeRefused = (room: number, message: Refused): Uint8Array =>
  json(FRAME.refused, room, message);
/** R3.8 */
export const encodeUnregister = (room: number): Uint8Array => frame(FRAME.unregister, room, 0);
/** R6.5 */
export const encodeList = (room: number, message: List): Uint8Array => json(FRAME.list, room, message);
/** R6.8 */
export const encodeUnlist = (room: number, message: Unlist): Uint8Array => json(FRAME.unlist, room, message);
/** R6.6 */
export const encodeListing = (room: number, message: Listing): Uint8Array =>
  json(FRAME.listing, room, message);

/** R4.2. `tag` stands for the client's address: 8 bytes. Error: BAD_KEY for another length. */
export function encodeOpen(circuit: number, room: number, tag: Uint8Array): Uint8Array {
  if (tag.length !== TAG_BYTES) throw new RelayError("BAD_KEY", "An address tag has 8 bytes.");
  const bytes = frame(FRAME.open, circuit, 4 + TAG_BYTES);
  writeU32(bytes, HEADER_BYTES, room);
  bytes.set(tag, HEADER_BYTES + 4);
  return bytes;
}

/** R4.5. One DATA frame. `chunk` has 1 to 16,384 bytes; see `chunksOf` for whole link frames. */
export function dataParts(circuit: number, chunk: Uint8Array, flags: number): Parts {
  const header = new Uint8Array(HEADER_BYTES);
  writeHeader(header, 0, FRAME.data, flags, circuit);
  return [header, chunk];
}

/** R4.5. The DATA frames of one link frame, in order. Errors: FRAME_TOO_LARGE; BAD_FRAME for an empty one. */
export function* chunksOf(circuit: number, linkFrame: Uint8Array, bulk: boolean): Generator<Parts> {
  checkLinkFrame(linkFrame);
  const flags = bulk ? FLAG.bulk : 0;
  for (let at = 0; at < linkFrame.length; at += CHUNK_BYTES) {
    const more = at + CHUNK_BYTES < linkFrame.length ? FLAG.more : 0;
    yield dataParts(circuit, linkFrame.subarray(at, at + CHUNK_BYTES), flags | more);
  }
}

/** R4.10. With `replay`, from that batch on; without, from the next one on. */
export function encodeAdmit(circuit: number, replay?: { epoch: number; from: number }): Uint8Array {
  if (!replay) return frame(FRAME.admit, circuit, 0);
  const bytes = frame(FRAME.admit, circuit, 12);
  writeU32(bytes, HEADER_BYTES, replay.epoch);
  writeU64(bytes, HEADER_BYTES + 4, replay.from);
  return bytes;
}

/** R5.5 */
export const encodeMissed = (circuit: number): Uint8Array => frame(FRAME.missed, circuit, 0);

/** R4.11. `code` is a WebSocket close code of 8.2. */
export function encodeClose(circuit: number, code: number): Uint8Array {
  const bytes = frame(FRAME.close, circuit, 2);
  writeU16(bytes, HEADER_BYTES, code);
  return bytes;
}

/** R4.9. `circuit` 0 grants to the trunk's window. */
export function encodeCredit(circuit: number, grant: number): Uint8Array {
  const bytes = frame(FRAME.credit, circuit, 4);
  writeU32(bytes, HEADER_BYTES, grant);
  return bytes;
}

/** R5.1. Errors: FRAME_TOO_LARGE; BAD_FRAME for an empty link frame. */
export function castParts(room: number, epoch: number, batchNo: number, linkFrame: Uint8Array): Parts {
  checkLinkFrame(linkFrame);
  const header = frame(FRAME.cast, room, 12);
  writeU32(header, HEADER_BYTES, epoch);
  writeU64(header, HEADER_BYTES + 4, batchNo);
  return [header, linkFrame];
}

/** R8.4 */
export function encodeGoaway(windowSeconds: number): Uint8Array {
  const bytes = frame(FRAME.goaway, 0, 2);
  writeU16(bytes, HEADER_BYTES, windowSeconds);
  return bytes;
}

/** R3.10. `keys` is sign || noise, 64 bytes; `tombstone` the room's last link frame, 73. Error: BAD_KEY for other
 *  lengths. */
export function encodeTombstone(keys: Uint8Array, tombstone: Uint8Array): Uint8Array {
  if (keys.length !== KEYS_BYTES || tombstone.length !== TOMBSTONE_BYTES) throw new RelayError("BAD_KEY");
  const bytes = frame(FRAME.tombstone, 0, KEYS_BYTES + TOMBSTONE_BYTES);
  bytes.set(keys, HEADER_BYTES);
  bytes.set(tombstone, HEADER_BYTES + KEYS_BYTES);
  return bytes;
}

/** R3.11 */
export const encodeBuried = (message: Buried): Uint8Array => json(FRAME.buried, 0, message);

function checkLinkFrame({ length }: Uint8Array): void {
  if (length === 0) throw new RelayError("BAD_FRAME", "A link frame has at least one byte.");
  if (length > LINK_FRAME_BYTES) throw new RelayError("FRAME_TOO_LARGE");
}
