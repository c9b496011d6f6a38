/** Receipts: that a directory gave a name to a room, signed by the switchboard's key. SPEC.md, section 6. */
import * as v from "valibot";
import { concat, sized, u64, utf8 } from "./bytes.ts";
import { type Ed25519, isSigned, nobleEd25519 } from "./ed25519.ts";
import { RelayError } from "./errors.ts";
import { roomIdBytes } from "./keys.ts";
import { FRAME_BYTES, NAME_BYTES, NAME_KEY_BYTES } from "./limits.ts";
import { bytes64Schema, parseJson, roomSchema, take, textOf, whole } from "./schemas.ts";
import { BYTES_32, fromBase64Url, toBase64Url } from "./text.ts";

const CONTEXT = utf8("partyline/receipt/1");

/** R6.9 */
export const receiptSchema = v.object({
  room: roomSchema,
  name: textOf(NAME_BYTES),
  /** The folded form by which the directory keeps it. */
  nameKey: textOf(NAME_KEY_BYTES),
  /** Since when it is this room's, milliseconds since 1970-01-01 UTC by the switchboard's clock, as the next two. */
  claimedAt: whole(),
  /** The lease's end if the room is not seen again. */
  until: whole(),
  issuedAt: whole(),
  signature: bytes64Schema,
});

/** A receipt whose signature nobody has checked yet. */
export type Receipt = v.InferOutput<typeof receiptSchema>;
export type Claim = Omit<Receipt, "signature">;

/** A receipt that a host has kept as JSON text. Errors: FRAME_TOO_LARGE, BAD_RESPONSE. */
export const decodeReceipt = (text: string): Receipt =>
  take(receiptSchema, parseJson(text, FRAME_BYTES, "BAD_RESPONSE"), "BAD_RESPONSE");

/** R6.10 */
const signedBytes = ({ room, name, nameKey, claimedAt, until, issuedAt }: Claim): Uint8Array =>
  concat(CONTEXT, roomIdBytes(room), sized(name), sized(nameKey), u64(claimedAt), u64(until), u64(issuedAt));

/** Signs with the switchboard's Ed25519 seed (32 bytes). Errors: WRONG_ROOM, BAD_KEY. */
export const signReceipt = (claim: Claim, seed: Uint8Array, port: Ed25519 = nobleEd25519): Receipt => ({
  ...claim,
  signature: toBase64Url(port.sign(signedBytes(claim), seed)),
});

/** The claim, once it is sure that `key` signed it: the switchboard's, 43 characters of base64url, from its hello or
 *  its about page. Errors: BAD_KEY, BAD_SIGNATURE. */
export function verifyReceipt(receipt: Receipt, key: string, port: Ed25519 = nobleEd25519): Claim {
  if (!BYTES_32.test(key)) throw new RelayError("BAD_KEY");
  const { signature, ...claim } = receipt;
  if (!isSigned(port, fromBase64Url(signature), signedBytes(claim), fromBase64Url(key)))
    throw new RelayError("BAD_SIGNATURE");
  return claim;
}
