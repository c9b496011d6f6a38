/** What a host says on its trunk, taken apart by what it is for: bytes on the wire, headers of WebSocket and relay
 *  included. It sees what a switchboard sees. */
import { FLAG, FRAME } from "@partyline/relay";

/** Bytes of each kind. */
export interface Shares {
  /** Shaking hands, the welcome and ADMIT: what goes to a circuit up to its admission. */
  handshakes: number;
  /** Pages. */
  bulk: number;
  casts: number;
  /** To circuits that are admitted: beats and answers. */
  pairwise: number;
  /** Credit, closings, the trunk's own. */
  rest: number;
}

const nothing = (): Shares => ({ handshakes: 0, bulk: 0, casts: 0, pairwise: 0, rest: 0 });

export class TrunkTap {
  #shares = nothing();
  #rest: Buffer = Buffer.alloc(0);
  #upgraded = false;
  readonly #admitted = new Set<number>();

  /** What has passed since the last call. */
  take(): Shares {
    const shares = this.#shares;
    this.#shares = nothing();
    return shares;
  }

  push(chunk: Buffer): void {
    let bytes = this.#rest.length ? Buffer.concat([this.#rest, chunk]) : chunk;
    if (!this.#upgraded) {
      const end = bytes.indexOf("\r\n\r\n");
      this.#upgraded = end >= 0;
      bytes = end < 0 ? bytes : bytes.subarray(end + 4);
    }
    let at = 0;
    while (this.#upgraded && bytes.length - at >= 8) {
      const small = (bytes[at + 1] ?? 0) & 0x7f;
      // Masked, and no frame of a trunk needs a length of 64 bits (RFC 6455, 5.2).
      const header = small < 126 ? 6 : 8;
      const length = small < 126 ? small : bytes.readUInt16BE(at + 2);
      if (bytes.length - at < header + length) break;
      const payload = bytes.subarray(at + header, at + header + Math.min(length, 6));
      const mask = bytes.subarray(at + header - 4, at + header);
      const isBinary = ((bytes[at] ?? 0) & 0x0f) === 2;
      const frame = payload.map((byte, i) => byte ^ (mask[i & 3] ?? 0));
      this.#shares[isBinary ? this.#kindOf(Buffer.from(frame)) : "rest"] += header + length;
      at += header + length;
    }
    this.#rest = Buffer.from(bytes.subarray(at));
  }

  #kindOf(frame: Buffer): keyof Shares {
    const [type, flags = 0] = frame;
    if (type === FRAME.cast) return "casts";
    if (type !== FRAME.data && type !== FRAME.admit) return "rest";
    const circuit = frame.readUInt32BE(2);
    if (this.#admitted.has(circuit)) return (flags & FLAG.bulk) !== 0 ? "bulk" : "pairwise";
    if (type === FRAME.admit) this.#admitted.add(circuit);
    return "handshakes";
  }
}
