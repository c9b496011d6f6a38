/** What the runner tells a chaos proxy. */

export interface ChaosOptions {
  port: number;
  to: { address: string; port: number };
}

export type Mode =
  | { kind: "pass" }
  /** Each piece waits up to `ms`, in order. */
  | { kind: "delay"; ms: number }
  /** In pieces of 1 to `bytes` bytes, so that every frame is split. */
  | { kind: "shred"; bytes: number }
  /** A piece in `1 / chance` is sent in part, and both connections are reset behind it. */
  | { kind: "cut"; chance: number }
  /** One direction stands still; what was held goes on afterwards. `up` is towards the target. */
  | { kind: "hold"; up: boolean }
  /** A bit of a piece in `1 / chance` is turned. */
  | { kind: "flip"; chance: number };

export const PASS: Mode = { kind: "pass" };
