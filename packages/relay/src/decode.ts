/** Bytes of a trunk to typed frames, or a coded error. The one place where this happens. */
import type * as v from "valibot";
import { readU16, readU32, readU64 } from "./bytes.ts";
import { isCloseFromHost, isCloseFromSwitchboard } from "./close-codes.ts";
import { RelayError } from "./errors.ts";
import { FLAG, FRAME, TAG_BYTES } from "./frames.ts";
import {
  CHUNK_BYTES,
  CONTROL_BYTES,
  FRAME_BYTES,
  HEADER_BYTES,
  HELLO_BYTES,
  LINK_FRAME_BYTES,
} from "./limits.ts";
import { parseJson, take } from "./schemas.ts";
import { KEYS_BYTES, readTombstone, TOMBSTONE_BYTES, type Tombstone } from "./tombstone.ts";
import {
  type Buried,
  buriedSchema,
  type HostHello,
  hostHelloSchema,
  type List,
  type Listing,
  listingSchema,
  listSchema,
  type Refused,
  type Register,
  type Registered,
  refusedSchema,
  registeredSchema,
  registerSchema,
  type SwitchboardHello,
  switchboardHelloSchema,
  type Unlist,
  unlistSchema,
} from "./trunk-messages.ts";
import { RELAY_VERSION, versionSchema } from "./version.ts";

/** Part of a link frame. `payload` is a view of the bytes that came. */
export interface DataFrame {
  readonly kind: "data";
  readonly circuit: number;
  readonly more: boolean;
  readonly bulk: boolean;
  readonly payload: Uint8Array;
}
export interface CloseFrame {
  readonly kind: "close";
  readonly circuit: number;
  readonly code: number;
}
/** `circuit` 0: the trunk's window. */
export interface CreditFrame {
  readonly kind: "credit";
  readonly circuit: number;
  readonly grant: number;
}
/** Of a later version: to be passed over. */
export interface UnknownFrame {
  readonly kind: "unknown";
  readonly type: number;
}
type FromBoth = DataFrame | CloseFrame | CreditFrame | UnknownFrame;

/** What a switchboard hears from a host. `payload` is a view of the bytes that came. */
export type HostFrame =
  | FromBoth
  | { readonly kind: "hello"; readonly hello: HostHello }
  | { readonly kind: "register"; readonly room: number; readonly register: Register }
  | { readonly kind: "unregister"; readonly room: number }
  | { readonly kind: "list"; readonly room: number; readonly list: List }
  | { readonly kind: "unlist"; readonly room: number; readonly unlist: Unlist }
  | {
      readonly kind: "admit";
      readonly circuit: number;
      readonly replay: { readonly epoch: number; readonly from: number } | undefined;
    }
  | {
      readonly kind: "cast";
      readonly room: number;
      readonly epoch: number;
      readonly batchNo: number;
      readonly payload: Uint8Array;
    }
  /** Its signature is still to be checked. */
  | { readonly kind: "tombstone"; readonly tombstone: Tombstone };

/** What a host hears from a switchboard. */
export type SwitchboardFrame =
  | FromBoth
  | { readonly kind: "hello"; readonly hello: SwitchboardHello }
  | { readonly kind: "registered"; readonly room: number; readonly registered: Registered }
  | { readonly kind: "refused"; readonly room: number; readonly refused: Refused }
  | { readonly kind: "listing"; readonly room: number; readonly listing: Listing }
  | { readonly kind: "open"; readonly circuit: number; readonly room: number; readonly tag: Uint8Array }
  | { readonly kind: "missed"; readonly circuit: number }
  | { readonly kind: "goaway"; readonly window: number }
  | { readonly kind: "buried"; readonly buried: Buried };

/** A host's frame, at a switchboard. Errors: FRAME_TOO_LARGE, BAD_FRAME, UNEXPECTED_FRAME, BAD_MESSAGE, VERSION. */
export function decodeHostFrame(bytes: Uint8Array): HostFrame {
  const type = typeOf(bytes);
  const circuit = readU32(bytes, 2);
  switch (type) {
    case FRAME.data:
      return data(bytes, circuit);
    case FRAME.cast: {
      const { length } = bytes;
      if (length <= HEADER_BYTES + 12) throw new RelayError("BAD_FRAME", "A cast is cut short.");
      if (length > HEADER_BYTES + 12 + LINK_FRAME_BYTES) throw new RelayError("FRAME_TOO_LARGE");
      return {
        kind: "cast",
        room: numbered(circuit),
        epoch: readU32(bytes, HEADER_BYTES),
        batchNo: safe(readU64(bytes, HEADER_BYTES + 4)),
        payload: bytes.subarray(HEADER_BYTES + 12),
      };
    }
    case FRAME.credit:
      return credit(bytes, circuit);
    case FRAME.close:
      return close(bytes, circuit, isCloseFromHost);
    case FRAME.admit:
      return { kind: "admit", circuit: numbered(circuit), replay: replay(bytes) };
    case FRAME.hello:
      trunk(circuit);
      return { kind: "hello", hello: hello(hostHelloSchema, bytes) };
    case FRAME.register:
      return { kind: "register", room: numbered(circuit), register: message(registerSchema, bytes) };
    case FRAME.unregister:
      exactly(bytes, 0);
      return { kind: "unregister", room: numbered(circuit) };
    case FRAME.list:
      return { kind: "list", room: numbered(circuit), list: message(listSchema, bytes) };
    case FRAME.unlist:
      return { kind: "unlist", room: numbered(circuit), unlist: message(unlistSchema, bytes) };
    case FRAME.tombstone:
      trunk(circuit);
      exactly(bytes, KEYS_BYTES + TOMBSTONE_BYTES);
      return { kind: "tombstone", tombstone: readTombstone(bytes.subarray(HEADER_BYTES)) };
    default:
      return unknown(type);
  }
}

/** A switchboard's frame, at a host. Errors: FRAME_TOO_LARGE, BAD_FRAME, UNEXPECTED_FRAME, BAD_MESSAGE, VERSION. */
export function decodeSwitchboardFrame(bytes: Uint8Array): SwitchboardFrame {
  const type = typeOf(bytes);
  const circuit = readU32(bytes, 2);
  switch (type) {
    case FRAME.data:
      return data(bytes, circuit);
    case FRAME.open:
      exactly(bytes, 4 + TAG_BYTES);
      return {
        kind: "open",
        circuit: numbered(circuit),
        room: numbered(readU32(bytes, HEADER_BYTES)),
        tag: bytes.subarray(HEADER_BYTES + 4),
      };
    case FRAME.credit:
      return credit(bytes, circuit);
    case FRAME.close:
      return close(bytes, circuit, isCloseFromSwitchboard);
    case FRAME.missed:
      exactly(bytes, 0);
      return { kind: "missed", circuit: numbered(circuit) };
    case FRAME.hello:
      trunk(circuit);
      return { kind: "hello", hello: hello(switchboardHelloSchema, bytes) };
    case FRAME.registered:
      return { kind: "registered", room: numbered(circuit), registered: message(registeredSchema, bytes) };
    case FRAME.refused:
      return { kind: "refused", room: numbered(circuit), refused: message(refusedSchema, bytes) };
    case FRAME.listing:
      return { kind: "listing", room: numbered(circuit), listing: message(listingSchema, bytes) };
    case FRAME.goaway:
      trunk(circuit);
      exactly(bytes, 2);
      return { kind: "goaway", window: readU16(bytes, HEADER_BYTES) };
    case FRAME.buried:
      trunk(circuit);
      return { kind: "buried", buried: message(buriedSchema, bytes) };
    default:
      return unknown(type);
  }
}

function typeOf(bytes: Uint8Array): number {
  if (bytes.length > FRAME_BYTES) throw new RelayError("FRAME_TOO_LARGE");
  if (bytes.length < HEADER_BYTES) throw new RelayError("BAD_FRAME", "A frame is cut short.");
  return bytes[0]!;
}

function data(bytes: Uint8Array, circuit: number): DataFrame {
  if (bytes.length === HEADER_BYTES) throw new RelayError("BAD_FRAME", "DATA without data.");
  if (bytes.length > HEADER_BYTES + CHUNK_BYTES) throw new RelayError("FRAME_TOO_LARGE");
  const flags = bytes[1]!;
  // Full chunks but for the last: else a link frame in tiny pieces would hold many times its size.
  if (flags & FLAG.more && bytes.length < HEADER_BYTES + CHUNK_BYTES)
    throw new RelayError("BAD_FRAME", "A chunk that is not the last is not full.");
  return {
    kind: "data",
    circuit: numbered(circuit),
    more: (flags & FLAG.more) !== 0,
    bulk: (flags & FLAG.bulk) !== 0,
    payload: bytes.subarray(HEADER_BYTES),
  };
}

function credit(bytes: Uint8Array, circuit: number): CreditFrame {
  exactly(bytes, 4);
  const grant = readU32(bytes, HEADER_BYTES);
  if (grant === 0) throw new RelayError("BAD_FRAME", "A grant of nothing.");
  return { kind: "credit", circuit, grant };
}

function close(bytes: Uint8Array, circuit: number, allowed: (code: number) => boolean): CloseFrame {
  exactly(bytes, 2);
  const code = readU16(bytes, HEADER_BYTES);
  if (!allowed(code))
    throw new RelayError("BAD_FRAME", `The close code ${code} is not the other side's to give.`);
  return { kind: "close", circuit: numbered(circuit), code };
}

function replay(bytes: Uint8Array): { epoch: number; from: number } | undefined {
  if (bytes.length === HEADER_BYTES) return undefined;
  exactly(bytes, 12);
  return { epoch: readU32(bytes, HEADER_BYTES), from: safe(readU64(bytes, HEADER_BYTES + 4)) };
}

function hello<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array): T {
  const value = parseJson(bytes.subarray(HEADER_BYTES), HELLO_BYTES - HEADER_BYTES, "BAD_MESSAGE");
  if (take(versionSchema, value, "BAD_MESSAGE").v !== RELAY_VERSION) throw new RelayError("VERSION");
  return take(schema, value, "BAD_MESSAGE");
}

const message = <T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array): T =>
  take(schema, parseJson(bytes.subarray(HEADER_BYTES), CONTROL_BYTES, "BAD_MESSAGE"), "BAD_MESSAGE");

const KNOWN: ReadonlySet<number> = new Set(Object.values(FRAME));

/** A type that is known, but not from this side, is a fault; any other is one of a later version. */
function unknown(type: number): UnknownFrame {
  if (KNOWN.has(type)) throw new RelayError("UNEXPECTED_FRAME");
  return { kind: "unknown", type };
}

function exactly({ length }: Uint8Array, payload: number): void {
  if (length !== HEADER_BYTES + payload) throw new RelayError("BAD_FRAME", "A frame of the wrong length.");
}

function numbered(circuit: number): number {
  if (circuit === 0) throw new RelayError("BAD_FRAME", "Rooms and circuits are numbered from 1.");
  return circuit;
}

function trunk(circuit: number): void {
  if (circuit !== 0) throw new RelayError("BAD_FRAME", "This frame is about the trunk, which is 0.");
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RelayError("BAD_FRAME", "A number beyond 2^53 - 1.");
  return value;
}
