/** What a RoomClient is made of. */
import type { Clock } from "@partyline/protocol";
import type { CryptoProvider } from "@partyline/secure";
import type { Via } from "./core/roads.ts";
import type { Since } from "./inbox-options.ts";
import type { Dial, RoomTarget } from "./ports/link.ts";
import type { Store } from "./ports/store.ts";

export interface RoomClientOptions {
  target: RoomTarget;
  store: Store;
  /** The username to greet with. */
  name: string;
  /** Asked when the room has a password; undefined gives up (PASSWORD_REQUIRED). */
  password?: () => Promise<string | undefined>;
  /** The person gave a password before anybody asked: until the host has let in once, one that asks for none is refused
   *  (PASSWORD_NOT_ASKED; secure SPEC.md, S5.6). Not for a room whose keys are known: joined before, or one's own. */
  expectPassword?: boolean;
  dial: Dial;
  /** The one road to take; without it direct or by a switchboard, direct preferred. */
  via?: Via;
  clock: Clock;
  provider: CryptoProvider;
  /** Where events begin: after `seq` (0 for everything there is), or "last" to go on where this installation
   *  stopped. Without it, with the newest few. Reconnects always go on where they stopped. */
  since?: Since | "last";
  /** 0 up to but not including 1, for the jitter; not for secrets. */
  random: () => number;
  /** Whether `close` also closes the store. */
  ownsStore?: boolean;
}
