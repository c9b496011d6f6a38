/** What a member is to be, and what is written down of it. */
import type { Said, Seen } from "@partyline/testkit";
import type { ClientDisk } from "./client-disk.ts";
import type { Truth } from "./truth.ts";

export interface Life {
  readonly member: string;
  readonly said: Said[];
  readonly seen: Seen[];
}

/** What one installation said and saw, through the lives of all its programs. */
export interface Diary {
  readonly store: ClientDisk;
  /** By client id. */
  readonly lives: Map<string, Life>;
  readonly texts: Map<string, Said>;
}

/** Somebody who is there on another device, or in another tab. */
interface Person {
  readonly username: string;
  readonly diary: Diary;
}

export interface MemberPlan {
  readonly name: string;
  /** The one road that it takes; undefined for either. */
  readonly via: "direct" | "switchboard" | undefined;
  /** Another device of this member, who then is the same person. */
  readonly of?: Person | undefined;
  /** Another tab of the same page, which shares its store. */
  readonly tabOf?: Person | undefined;
  /** Reads events at its own pace: milliseconds from one to the next. */
  readonly readsEvery?: number | undefined;
  /** Asks for the whole log, and not for its newest events. */
  readonly all: boolean;
  readonly truth: Truth;
}
