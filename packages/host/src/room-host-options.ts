/** What a room at work is given, and what it has to tell. */
import type { Clock } from "@partyline/protocol";
import type { CryptoProvider, HostKeys } from "@partyline/secure";
import type { HostLimits } from "./limits.ts";
import type { Log } from "./log/index.ts";
import type { Logger } from "./ports.ts";
import type { RoomState } from "./room/index.ts";

/** What retention keeps; both absent means everything. */
export interface Retention {
  days?: number;
  last?: number;
}

export type RoomNotice =
  | { kind: "joined" | "left"; member: { id: string; name: string } }
  | { kind: "renamed"; member: { id: string; name: string } }
  | { kind: "relisted" }
  | { kind: "destroyed" }
  | { kind: "trouble"; code: string; detail: string };

export interface RoomHostOptions {
  state: RoomState;
  keys: HostKeys;
  epoch: number;
  /** The stretched password, for a room that has one. */
  password: Uint8Array | undefined;
  keep: Retention;
  log: Log;
  provider: CryptoProvider;
  clock: Clock;
  limits: HostLimits;
  notice: (notice: RoomNotice) => void;
  /** Told the code of each command that is refused, for whoever counts. */
  refused?: (code: string) => void;
  logger: Logger;
}
