/** What one trunk is given, and what it tells. */
import type { SwitchboardAddress } from "@partyline/relay";
import type { Burial } from "./burial.ts";
import type { Place, TrunkGround } from "./place.ts";
import type { DialTrunk } from "./socket.ts";

export interface SessionOptions {
  address: SwitchboardAddress;
  /** What the operator of the switchboard reads: "partyline/0.1.0". */
  agent: string;
  dial: DialTrunk;
  ground: TrunkGround;
  /** The switchboard has said hello: rooms may be brought. */
  ready(): void;
  /** Every room that was brought is on the trunk, or refused. */
  settled(): void;
  /** How long the switchboard may leave a ping unanswered, in milliseconds. */
  patienceMs: number;
  /** Another seat is wanted for this place. */
  again(place: Place): void;
  /** The switchboard's last word on a room that is no more; or it has none. */
  buried(burial: Burial, code: string | undefined): void;
  unheard(burial: Burial): void;
  /** The switchboard is about to stop, and wants its hosts to come back within so many seconds. */
  goaway(seconds: number): void;
  /** Told once. */
  ended(code: string, why: string): void;
}
