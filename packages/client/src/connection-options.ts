/** What a connection is given, and what it tells. */
import type { Batch, Clock, Command, HostMessage, Welcome } from "@partyline/protocol";
import type { CryptoProvider } from "@partyline/secure";
import type { Ended } from "./core/endings.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";

export interface ConnectionHandlers {
  /** The room has a password; give it stretched to `authenticate`. */
  passwordRequired(): void;
  /** The channel is open: what to greet with. */
  hello(): Extract<Command, { type: "hello" }>;
  welcomed(welcome: Welcome): void;
  /** Everything after the welcome that is not about the channel itself. */
  message(message: HostMessage): void;
  batch(batch: Batch): void;
  /** Told once, as the last. */
  ended(ended: Ended): void;
}

export interface ConnectionOptions {
  target: RoomTarget;
  memberKey: { secret: Uint8Array; public: Uint8Array };
  provider: CryptoProvider;
  clock: Clock;
  dial: Dial;
  /** When the host last let this client in, by the host's clock (milliseconds since 1970-01-01 UTC); 0 for never. */
  letInAt: number;
  /** A host that asks for no password is refused. */
  expectPassword: boolean;
  /** Milliseconds for the link, and for each later step. */
  patience: { readonly dialMs: number; readonly stepMs: number; readonly probeMs: number };
  handlers: ConnectionHandlers;
}
