import { concat, EMPTY, ofLength, utf8 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { roomIdBytes } from "./keys.ts";
import { TOKEN_LENGTH } from "./limits.ts";

// What both channels agree on in the handshake (SPEC, section 3).

/** Protocol and version: in the prologue, so that two versions never agree on keys. */
const PROTOCOL = utf8("partyline/1");
const PASSWORD_FLAG = 1;

/** The prologue of a room's handshakes. BAD_TEXT for no room id. */
export function prologueOf(roomId: string): Uint8Array {
  return concat(PROTOCOL, roomIdBytes(roomId));
}

/** Payload of message 2: one byte of flags, bit 0 says that a password is asked for. */
export function encodeFlags(passwordRequired: boolean): Uint8Array {
  return Uint8Array.of(passwordRequired ? PASSWORD_FLAG : 0);
}

/** Does the host ask for a password? BAD_HANDSHAKE for another length or an unknown flag. */
export function decodeFlags(payload: Uint8Array): boolean {
  const [flags] = payload;
  if (payload.length !== 1 || (flags !== 0 && flags !== PASSWORD_FLAG)) {
    throw new SecureError("BAD_HANDSHAKE", { detail: "message 2" });
  }
  return flags === PASSWORD_FLAG;
}

/** Payload of message 3: the invite token, or nothing. BAD_KEY for another length. */
export function encodeToken(token: Uint8Array | undefined): Uint8Array {
  return token === undefined ? EMPTY : ofLength(token, TOKEN_LENGTH, "invite token");
}

/** The invite token in message 3, if there is one. BAD_HANDSHAKE for another length. */
export function decodeToken(payload: Uint8Array): Uint8Array | undefined {
  if (payload.length === 0) return undefined;
  if (payload.length !== TOKEN_LENGTH) throw new SecureError("BAD_HANDSHAKE", { detail: "message 3" });
  return payload;
}

/**
 * Runs a step of the handshake. The ways it can fail cryptographically tell the user one thing, so they become
 * HANDSHAKE_FAILED, with the reason as cause.
 */
export function handshakeStep<T>(step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof SecureError && (cause.code === "BAD_SEAL" || cause.code === "LOW_ORDER")) {
      throw new SecureError("HANDSHAKE_FAILED", { cause });
    }
    throw cause;
  }
}
