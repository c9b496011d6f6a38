/** What a lifeline is given, and what it tells. */
import type { Batch, Clock, Command, HostMessage, Welcome } from "@partyline/protocol";
import type { CryptoProvider, KeyPair } from "@partyline/secure";
import type { Via } from "./core/roads.ts";
import type { ConnectionState } from "./events.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";

export interface LifelineHandlers {
  /** What must be there before the first dial: the member's key. An error ends everything with its code. */
  prepare(): Promise<KeyPair>;
  hello(): Extract<Command, { type: "hello" }>;
  welcomed(welcome: Welcome): void;
  /** All but welcome, epoch, bye and the answers to `ask`. */
  message(message: HostMessage): void;
  batch(batch: Batch): void;
  /** The connection of the moment is gone; nothing of it comes any more. */
  broken(): void;
  state(state: ConnectionState): void;
  trouble(code: string, detail: string): void;
}

export interface LifelineOptions {
  target: RoomTarget;
  dial: Dial;
  clock: Clock;
  provider: CryptoProvider;
  random: () => number;
  /** The one road to take; undefined for whichever is there. */
  via?: Via | undefined;
  password?: (() => Promise<string | undefined>) | undefined;
  /** A host that has not let in yet must ask for the password. */
  expectPassword?: boolean;
  handlers: LifelineHandlers;
}
