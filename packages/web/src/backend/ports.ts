/** What stands behind a page: the program on this device (console), or the browser alone (guest, switchboard). */
import type { SavedRoom, Store } from "@partyline/client";
import type { Hosted, Nearby, Switchboard } from "@partyline/console";
import type { ReadonlySignal } from "@preact/signals-core";
import type { Added, CreateWish, Notice, PageKind, Reach } from "../state/model.ts";

/** What was typed to say which room: a room, or a page of another device that has to be opened for it. */
export type Located = { readonly room: Nearby } | { readonly elsewhere: string };

/** Methods reject with errors that carry a `code`. */
export interface Backend {
  readonly kind: PageKind;
  readonly store: Store;
  /** Whether name and lists are known. */
  readonly ready: ReadonlySignal<boolean>;
  readonly name: ReadonlySignal<string | undefined>;
  readonly nearby: ReadonlySignal<readonly Nearby[]>;
  readonly hosted: ReadonlySignal<readonly Hosted[]>;
  /** The lists of switchboards: the saved ones (console), or the one that served the page (switchboard). */
  readonly switchboards: ReadonlySignal<readonly Switchboard[]>;
  /** The rooms joined before, the last one first. */
  readonly saved: ReadonlySignal<readonly SavedRoom[]>;
  /** What is wrong with the ground that the page stands on. */
  readonly notice: ReadonlySignal<Notice | undefined>;
  /** Counts the lives of the store: with each, what was opened in the last one is void. 0 while it is away. */
  readonly life: ReadonlySignal<number>;
  /** The answer is the name as it is kept. NAME_*. */
  setName(name: string): Promise<string>;
  /** The room of that id, where the lists do not have it; undefined where nobody knows. */
  find(id: string, token: string | undefined): Promise<Nearby | undefined>;
  locate(text: string): Promise<Located>;
  create(wish: CreateWish): Promise<Hosted>;
  /** What only a device of one's own does; absent on other pages. */
  readonly own?: OwnDevice;
  open(id: string): Promise<Hosted>;
  close(id: string): Promise<void>;
  destroy(id: string): Promise<void>;
  pin(room: SavedRoom): Promise<void>;
  forget(id: string): Promise<void>;
  stop(): void;
}

/** What the program on this device does about switchboards. */
export interface OwnDevice {
  addSwitchboard(where: string): Promise<Added>;
  removeSwitchboard(url: string): Promise<void>;
  testSwitchboard(url: string): Promise<{ ms: number; words: string }>;
  setReach(id: string, reach: Reach): Promise<Hosted>;
  recoveryKey(id: string): Promise<string>;
  /** `name` where no switchboard tells it: ROOM_NAME_NEEDED. */
  recover(key: string, switchboards: readonly string[], name?: string): Promise<Hosted>;
}
