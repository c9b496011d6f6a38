/** That whoever registers a room holds its key, for this trunk and no other. SPEC.md, section 3. */
import { concat, sized, u64, utf8 } from "./bytes.ts";
import { type Ed25519, isSigned, nobleEd25519 } from "./ed25519.ts";
import { RelayError } from "./errors.ts";
import { keysOfRoom, roomIdBytes } from "./keys.ts";
import { AUTHORITY_BYTES } from "./limits.ts";
import { BYTES_32, fromBase64Url, toBase64Url } from "./text.ts";
import type { Register } from "./trunk-messages.ts";

const CONTEXT = utf8("partyline/trunk/1");

/** What a proof is about, besides the room. */
export interface Challenge {
  /** From the switchboard's hello: 43 characters of base64url. */
  readonly nonce: string;
  /** The host and port that were dialled, as in the Host header (RFC 9110, 7.2): "talk.example", "192.168.1.5:2526".
   *  Without it a switchboard could pass another's challenge on and register the room there in its own stead. */
  readonly authority: string;
}

/** R3.4 */
function signedBytes(room: string, generation: number, { nonce, authority }: Challenge): Uint8Array {
  if (!BYTES_32.test(nonce)) throw new RelayError("BAD_MESSAGE", "A nonce has 32 bytes.");
  const lower = authority.toLowerCase();
  if (lower.length > AUTHORITY_BYTES) throw new RelayError("BAD_URL");
  return concat(CONTEXT, fromBase64Url(nonce), sized(lower), roomIdBytes(room), u64(generation));
}

/** A REGISTER that is ready to be sent, signed with the room's Ed25519 seed (32 bytes). Errors: WRONG_ROOM, BAD_KEY,
 *  BAD_MESSAGE. */
export function signRegister(
  room: Omit<Register, "proof">,
  challenge: Challenge,
  seed: Uint8Array,
  port: Ed25519 = nobleEd25519,
): Register {
  keysOfRoom(room.room, room.keys);
  const proof = port.sign(signedBytes(room.room, room.generation, challenge), seed);
  return { ...room, proof: toBase64Url(proof) };
}

/** Throws unless the room's key signed this registration for this challenge. Errors: WRONG_ROOM, BAD_PROOF. */
export function verifyRegister(register: Register, challenge: Challenge, port: Ed25519 = nobleEd25519): void {
  const { room, keys, generation, proof } = register;
  const { sign } = keysOfRoom(room, keys);
  if (!isSigned(port, fromBase64Url(proof), signedBytes(room, generation, challenge), sign))
    throw new RelayError("BAD_PROOF");
}
