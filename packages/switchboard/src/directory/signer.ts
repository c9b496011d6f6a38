/** Receipts, signed with the switchboard's own key. SPEC.md of relay, R6.9, R6.10. */
import { type Ed25519, limits, type Receipt, signReceipt } from "@partyline/relay";
import type { HeldName } from "./directory.ts";

/** Receipts that are kept, so that a page of the directory costs no 50 signatures; about 500 bytes each. */
const KEPT = 5_000;

export class Signer {
  /** The public key, base64url. */
  readonly key: string;
  readonly #seed: Uint8Array;
  readonly #ed25519: Ed25519;
  readonly #kept = new Map<string, Receipt>();

  constructor(key: string, seed: Uint8Array, ed25519: Ed25519) {
    this.key = key;
    this.#seed = seed;
    this.#ed25519 = ed25519;
  }

  /** That `held` is the room's, which was last seen at `seen`. The same again while nothing has changed. */
  receipt(room: string, { name, key, claimedAt }: HeldName, seen: number): Receipt {
    const kept = this.#kept.get(room);
    if (
      kept &&
      kept.issuedAt === seen &&
      kept.nameKey === key &&
      kept.claimedAt === claimedAt &&
      kept.name === name
    )
      return kept;
    const receipt = signReceipt(
      { room, name, nameKey: key, claimedAt, until: seen + limits.LEASE_MS, issuedAt: seen },
      this.#seed,
      this.#ed25519,
    );
    if (this.#kept.size >= KEPT)
      for (const oldest of this.#kept.keys()) {
        this.#kept.delete(oldest);
        break;
      }
    this.#kept.delete(room);
    this.#kept.set(room, receipt);
    return receipt;
  }
}
