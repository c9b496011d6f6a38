import { DiscoveryError } from "./errors.ts";

/** One room as the LAN lists it. All of it is a hint: the handshake proves the keys, the host says the rest. */
export interface Listing {
  /** The room's name as people read it. */
  name: string;
  /** The room's id: 32 characters of base32, lower case. */
  id: string;
  /** The host's public keys of the room, 64 bytes, as 86 characters of base64url. */
  keys: string;
  /** Whether a password is asked for. */
  password: boolean;
  /** The TCP port on which the host takes clients. */
  port: number;
}

/** DNS-SD's name of the service, without its underscore (RFC 6763 section 7; at most 15 characters). */
export const SERVICE = "partyline";

/** The domain name under which every room of a LAN is listed. */
export const SERVICE_DOMAIN = `_${SERVICE}._tcp.local`;

const ROOM_ID = /^[a-z2-7]{32}$/;
/** 64 bytes are 85 characters and one that carries two bits: its lower four must be zero. */
const KEYS = /^[A-Za-z0-9_-]{85}[AQgw]$/;

/** Whether this is a room id: 20 bytes in lower-case base32. */
export function isRoomId(value: unknown): value is string {
  return typeof value === "string" && ROOM_ID.test(value);
}

/** Whether this is 64 bytes in base64url without padding. */
export function isKeys(value: unknown): value is string {
  return typeof value === "string" && KEYS.test(value);
}

/** Whether this is a TCP port that something can listen on. */
export function isPort(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 65535;
}

/**
 * Checks a listing that is about to be advertised.
 * @throws DiscoveryError BAD_LISTING naming the field.
 */
export function checkListing(listing: Listing): void {
  const bad = (field: keyof Listing): never => {
    throw new DiscoveryError("BAD_LISTING", `the listing's ${field} is malformed`);
  };
  if (listing.name.trim() === "") bad("name");
  if (!isRoomId(listing.id)) bad("id");
  if (!isKeys(listing.keys)) bad("keys");
  if (!isPort(listing.port)) bad("port");
}
