/** What the exchange needs from its surroundings. */
import type { Ed25519, List, Listing, RelayErrorCode, Tombstone } from "@partyline/relay";
import type { Cluster } from "../cluster/index.ts";
import type { SwitchboardLimits } from "../limits.ts";
import type { Logger } from "../logger.ts";

/** The way to one peer: its WebSocket. */
export interface Outlet {
  /** Writes a whole WebSocket message, framed. True: the road has taken it. False: it waits, and nothing more is
   *  written before the session is told `drained`. */
  write(message: Uint8Array): boolean;
  /** Closes, with what is written before it, as far as the peer reads on in time. Nothing is written afterwards. */
  close(code: number, reason: string): void;
  /** Whether to read from the peer at all. */
  read(on: boolean): void;
  /** Reads nothing for `ms` milliseconds: a budget is used up. */
  rest(ms: number): void;
}

/** Where a peer comes from. */
export interface Peer {
  /** IPv4, or the /64 of IPv6: what budgets are kept for. */
  readonly address: string;
  /** 8 bytes that stand for it (R4.2). */
  readonly tag: Uint8Array;
}

/** The directory, as far as a trunk reaches it. Answers may come later, and more than once (R6.6). */
export interface Registry {
  online(room: string, tell: (listing: Listing) => void): void;
  list(room: string, list: List, address: string): void;
  unlist(room: string, release: boolean): void;
  offline(room: string): void;
  /** Keeps a tombstone that was verified; `done` is told once, later, with why not, or nothing where it is kept. */
  bury(tombstone: Tombstone, done: (code: RelayErrorCode | undefined) => void): void;
  /** The link frame that says that a room is no more (R3.12). */
  tombstone(room: string): Uint8Array | undefined;
}

export interface ExchangeOptions {
  /** Ed25519, base64url: what receipts are signed with (R3.2). */
  readonly key: string;
  /** The names that this switchboard goes by, as in a Host header; empty where any Host header will do (R3.4). */
  readonly authorities: readonly string[];
  readonly limits: SwitchboardLimits;
  readonly cluster: Cluster;
  readonly registry: Registry;
  readonly ed25519: Ed25519;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** 32 fresh random bytes, base64url. */
  nonce(): string;
  /** Bytes to write to, not cleared, of their own memory. Handed in since sockets take one kind at less cost. */
  allocate(bytes: number): Uint8Array;
  /** Runs `task` once what came in one read is handled. */
  defer(task: () => void): void;
  readonly logger: Logger;
}

/** What has happened since the start. */
export interface Counts {
  casts: number;
  deliveries: number;
  deliveredBytes: number;
  fromHosts: number;
  fromClients: number;
  opened: number;
  replayed: number;
  missed: number;
  /** Connections, registrations and circuits that were refused, by code. */
  readonly refused: Map<RelayErrorCode, number>;
  /** Circuits and trunks that this switchboard ended, by the name of the close code. */
  readonly ended: Map<string, number>;
}
