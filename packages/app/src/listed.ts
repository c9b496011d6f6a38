/** Rooms as directories tell of them, and what is needed of directories. */
import type { SavedRoom, Via } from "@partyline/client";

/** A room as a directory or its host tells of it. */
export interface ListedRoom {
  id: string;
  name: string;
  /** Both public keys in base64url. */
  keys: string;
  password: boolean;
  /** The owner's username, where the host tells. */
  by?: string;
  /** Best first. */
  addresses: readonly { address: string; port: number }[];
  /** The switchboards that know it, "https://talk.example". */
  switchboards?: readonly string[];
  /** Its host is not there now, as far as switchboards know. */
  asleep?: boolean;
}

/** What is needed of the network to find rooms. */
export interface Directory {
  /** Each room once, as soon as it is known to be open, until the time (milliseconds) is over. */
  find(options: { timeoutMs: number; signal?: AbortSignal }): AsyncIterable<ListedRoom>;
  /** What the host there says is open, with the unlisted room of that id if it has it. Errors: UNREACHABLE, TIMEOUT,
   *  NOT_PARTYLINE. */
  ask(address: string, port: number, room?: string): Promise<Omit<ListedRoom, "addresses">[]>;
  /** Rooms as they open, change and go, until the signal is aborted. */
  watch(signal: AbortSignal): AsyncIterable<RoomChange>;
}

/** What is needed of switchboards to find rooms. Errors of both: UNREACHABLE, NOT_A_SWITCHBOARD, VERSION, RATE,
 *  UNAVAILABLE, each saying which switchboard. */
export interface Switchboards {
  /** The rooms shown there whose hosts are there now; `asleep` is whether there are others. */
  open(url: string): Promise<{ rooms: ListedRoom[]; asleep: boolean }>;
  /** The rooms that a name, `name#abcd` or a room id stands for there, open or not, shown to all or not. */
  called(url: string, ref: string): Promise<ListedRoom[]>;
}

export interface RoomChange {
  room: ListedRoom;
  gone: boolean;
}

export interface ResolveOptions {
  directory: Directory;
  /** Rooms joined before, the last one first. */
  saved: readonly SavedRoom[];
  /** Switchboards to ask beside the network, "https://talk.example". */
  switchboards?: readonly string[];
  /** The one road that is wanted; by a switchboard, the network is not asked. */
  via?: Via | undefined;
  /** How switchboards are asked. Default: by HTTP. */
  boards?: Switchboards;
  /** How long to look for a name, in milliseconds. */
  timeoutMs?: number;
  /** Ends the looking. */
  signal?: AbortSignal;
}
