/** The road to a host, message by message: a direct WebSocket, a switchboard's circuit, or a pair in a test. */
import type { HostPublicKeys } from "@partyline/secure";

/** The way that a link takes. */
export type Road =
  | { readonly kind: "direct"; readonly address: string; readonly port: number }
  /** `url` is the switchboard's address, "https://talk.example". */
  | { readonly kind: "switchboard"; readonly url: string };

export interface Link {
  /** Hands over one frame; in order, never in part. Does nothing once the link is closed. */
  send(frame: Uint8Array): void;
  /** Ends the link; `code` is a close code of the protocol (4000 to 4999) or 1000. May be called twice. */
  close(code?: number): void;
  /** Bytes handed over and not yet given to the network. */
  readonly buffered: number;
  /** Which way it takes; told once it is open. */
  readonly road?: Road | undefined;
}

/** What a link tells: `open` once, `message` from then on, and `closed` once as the last, even if never open. */
export interface LinkEvents {
  open(): void;
  message(frame: Uint8Array): void;
  /** `code` is the other side's close code (RFC 6455, 7.4), 1006 where the connection just broke; `reason` its text. */
  closed(code: number, reason?: string): void;
}

/** One room and how to reach it. */
export interface RoomTarget {
  /** The room's id, which is the hash of `keys`. */
  id: string;
  /** What it is called, as far as known. */
  name?: string;
  keys: HostPublicKeys;
  /** Best first; IPv6 without brackets, link-local with its zone (`fe80::1%eth0`). */
  addresses: readonly { address: string; port: number }[];
  /** Switchboards that the host may be at, best first, as parseSwitchboard of the relay reads them. */
  switchboards?: readonly string[];
  /** 16 bytes, for an unlisted room. */
  token?: Uint8Array;
}

/** What to dial. */
export interface DialTarget extends RoomTarget {
  /** Not to the host: to be told by a switchboard, the first that answers, when it is back (relay R4.12). */
  readonly waits?: boolean;
}

/** Opens a road to the room. Never throws: what fails is told by `closed`. Calls no event before it returns. */
export type Dial = (room: DialTarget, events: LinkEvents) => Link;
