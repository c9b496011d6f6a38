import { passwordClientReady } from "#password-client";
import { utf8 } from "./bytes.ts";
import { SecureError } from "./errors.ts";
import { roomIdBytes } from "./keys.ts";
import { ARGON2, MAX_PASSWORD } from "./limits.ts";
import { nobleProvider } from "./providers/noble.ts";

/**
 * A password as both sides compare it: OpaqueString of RFC 8265, section 4.2. Other spaces become U+0020, then
 * NFC; control characters and unpaired surrogates are refused. The rest of PRECIS's FreeformClass depends on the
 * Unicode version and would let a browser refuse what the host took, so it is left out.
 * Errors: PASSWORD_EMPTY, PASSWORD_CHARACTER, PASSWORD_TOO_LONG.
 */
export function normalizePassword(password: string): Uint8Array {
  if (!password.isWellFormed()) throw new SecureError("PASSWORD_CHARACTER", { detail: "unpaired surrogate" });
  const text = password.replaceAll(/\p{Zs}/gu, " ").normalize("NFC");
  if (text === "") throw new SecureError("PASSWORD_EMPTY");
  if (/\p{Cc}/u.test(text)) throw new SecureError("PASSWORD_CHARACTER", { detail: "control character" });
  const bytes = utf8(text);
  if (bytes.length > MAX_PASSWORD) throw new SecureError("PASSWORD_TOO_LONG");
  return bytes;
}

/**
 * The 32 bytes that stand for a room's password in CPace: argon2id (RFC 9106) of the normalised password, salted
 * with the room. They are never sent, and no key is derived from them: the stretch only slows whoever stole the
 * host's file. The WASM is loaded on first use, and in a page what `ClientChannel.authenticate` needs. Errors: those of normalizePassword; BAD_TEXT for no room id.
 */
export async function stretchPassword(password: string, roomId: string): Promise<Uint8Array> {
  const normalized = normalizePassword(password);
  const salt = nobleProvider.sha256(utf8("pw"), roomIdBytes(roomId)).slice(0, 16);
  await passwordClientReady();
  const { argon2id } = await import("hash-wasm");
  return argon2id({
    password: normalized,
    salt,
    memorySize: ARGON2.memoryKiB,
    iterations: ARGON2.iterations,
    parallelism: ARGON2.parallelism,
    hashLength: 32,
    outputType: "binary",
  });
}
