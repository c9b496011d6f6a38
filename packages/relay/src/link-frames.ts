/** One circuit's DATA back to link frames, in one direction. SPEC.md, R4.5. */
import { concat } from "./bytes.ts";
import type { DataFrame } from "./decode.ts";
import { RelayError } from "./errors.ts";
import { LINK_FRAME_BYTES } from "./limits.ts";

export class LinkFrames {
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** Whether the next DATA begins a link frame. */
  get idle(): boolean {
    return this.#chunks.length === 0;
  }

  /** The link frame that is now whole, or undefined. One that came in a single DATA is a view of it. Error:
   *  FRAME_TOO_LARGE. */
  take({ more, payload }: Pick<DataFrame, "more" | "payload">): Uint8Array | undefined {
    if (!more && this.idle) return payload;
    this.#bytes += payload.length;
    if (this.#bytes > LINK_FRAME_BYTES) throw new RelayError("FRAME_TOO_LARGE");
    this.#chunks.push(payload);
    if (more) return undefined;
    const whole = concat(...this.#chunks);
    this.#chunks = [];
    this.#bytes = 0;
    return whole;
  }
}
