import type { Clock } from "./clock.ts";
import type { Cluster } from "./cluster/index.ts";
import type { Census } from "./exchange/index.ts";
import type { SwitchboardLimits } from "./limits.ts";
import type { Logger } from "./logger.ts";

export interface SwitchboardOptions {
  /** The folder for the directory and the switchboard's key; made where it is not there. */
  home: string;
  /** The address to listen on. Default "0.0.0.0". */
  host?: string;
  /** Default 2526; 0 takes any. */
  port?: number;
  /** Files with a certificate chain and its key, PEM. Without them it is plain HTTP: behind a proxy, or on a network of
   *  one's own. */
  tls?: { cert: string; key: string };
  /** How many proxies of one's own stand in front: only then X-Forwarded-For is believed, and only so much of it. Default
   *  0. */
  trustProxy?: number;
  /** The names that hosts dial it by, as in a Host header ("talk.example"). Where they are given, a registration made
   *  out to another name is refused; without them, the Host header of each connection is believed (R3.4). */
  names?: readonly string[];
  /** The folder of the page's build; without it `/` says where the list is. */
  pages?: string;
  /** Where `/metrics` is answered; null for nowhere. Default 127.0.0.1, any port. */
  metrics?: { host?: string; port?: number } | null;
  limits?: Partial<SwitchboardLimits>;
  logger?: Logger;
  /** For tests and clusters; defaults: this machine's, and a switchboard on its own. */
  clock?: Clock;
  random?: (bytes: number) => Uint8Array;
  cluster?: Cluster;
}

export interface Switchboard {
  readonly port: number;
  /** "http://127.0.0.1:2526": where it answers on this machine. */
  readonly url: string;
  /** Undefined where there are no metrics. */
  readonly metricsPort: number | undefined;
  /** What receipts are signed with, Ed25519, base64url. */
  readonly key: string;
  /** Reads the certificate and its key anew; connections that are open go on. Error: TLS, and then the old ones stay. */
  reloadTls(): Promise<void>;
  /** How much there is of everything now. */
  readonly census: Census;
  /** Stops. Hosts are told to dial anew within `windowSeconds` (default 10) and may go on for that long, or until all of
   *  them are gone; then everybody is sent away. 0 stops at once. May be called twice. */
  close(options?: { windowSeconds?: number }): Promise<void>;
}
