import { SecureError } from "./errors.ts";

/** AUTH0 (SPEC, section 5): whether this member, who is known now, has to prove the password. */
export function encodeVerdict(proofWanted: boolean): Uint8Array {
  return Uint8Array.of(0, proofWanted ? 1 : 0);
}

/** Whether AUTH0 wants the password proven; BAD_AUTH. */
export function decodeVerdict(message: Uint8Array): boolean {
  const [kind, wanted] = message;
  if (message.length !== 2 || kind !== 0 || (wanted !== 0 && wanted !== 1))
    throw new SecureError("BAD_AUTH", { detail: "AUTH0" });
  return wanted === 1;
}
