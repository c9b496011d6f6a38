/** What the advertiser and its thread say to each other: see {@link file://./thread.ts} for why there is one. */

/** What ciao is told of one room. */
export interface ServiceRecord {
  /** The instance name wanted; ciao may number it. */
  instance: string;
  /** The host name that SRV names, without `.local`. */
  hostname: string;
  port: number;
  txt: Record<string, string>;
}

/** Handed to the thread at its start: the interfaces on which to advertise, at least one. */
export interface ThreadSettings {
  interfaces: string[];
}

/** To the thread. `key` stands for one advertisement, for as long as it lives. */
export type ToThread =
  | { kind: "add"; key: number; service: ServiceRecord }
  | { kind: "text"; key: number; txt: Record<string, string> }
  | { kind: "remove"; key: number }
  /** Send goodbyes for all and end. */
  | { kind: "close" };

/** From the thread. */
export type FromThread =
  /** Probed and announced, under this instance name. */
  | { kind: "announced"; key: number; instance: string }
  /** Somebody else has the name: it is this one from now on. Also long after the announcement. */
  | { kind: "renamed"; key: number; instance: string }
  /** Goodbye is sent. */
  | { kind: "removed"; key: number }
  | { kind: "failed"; key: number; why: string };
