/** What the pages for visitors have in common: this browser keeps who the person is and what was not sent, and rooms are
 *  made elsewhere. */
import type { SavedRoom, Store } from "@partyline/client";
import { ProtocolError } from "@partyline/protocol";
import { type Signal, signal } from "@preact/signals-core";
import type { Notice } from "../state/model.ts";
import type { Backend } from "./ports.ts";

export interface VisitorStore {
  readonly store: Store;
  /** Whether the browser keeps the store when the page is closed. */
  readonly kept: boolean;
  /** Why not, in a sentence. */
  readonly why?: Error;
}

const STORAGE_REFUSED: Notice = {
  kind: "storage-refused",
  message:
    "This browser keeps nothing for this page, as some do in private windows. When it is closed, who you are here and what was not sent are gone. To keep them, let this page store data, or use another window.",
};

/** Why the browser's storage is not used. What it refuses has words of its own; silence and a newer page pass. */
function notKept({ kept, why }: VisitorStore): Notice | undefined {
  if (kept) return undefined;
  const { name } = (why?.cause ?? {}) as { name?: string };
  if (!why || (why.cause !== undefined && name !== "VersionError")) return STORAGE_REFUSED;
  const until =
    "Until then this page does not know who you are here, and forgets what was not sent when it is closed.";
  return { kind: "storage-refused", message: `${why.message} ${until}` };
}

type Ground = Omit<Backend, "kind" | "nearby" | "switchboards" | "find" | "locate" | "stop">;

export function visitorGround(given: VisitorStore): Ground {
  const { store } = given;
  const ready = signal(false);
  const name = signal<string | undefined>(undefined);
  const saved: Signal<readonly SavedRoom[]> = signal([]);
  const notice = signal<Notice | undefined>(notKept(given));

  async function refresh(): Promise<void> {
    saved.value = await store.rooms();
  }

  async function begin(): Promise<void> {
    const [profile] = await Promise.all([store.profile(), refresh()]);
    name.value = profile.name;
    ready.value = true;
  }
  begin().catch(() => {
    notice.value = STORAGE_REFUSED;
    ready.value = true;
  });

  // A plain error: what two pages share must not bring the whole client into the file that all pages load.
  const notHere = async (): Promise<never> => {
    const words = "Rooms are made by Partyline on a device of your own, not by a guest's page.";
    throw Object.assign(new Error(words), { code: "NOT_HERE" });
  };

  return {
    store,
    ready,
    name,
    saved,
    notice,
    hosted: signal([]),
    life: signal(1),
    async setName(to) {
      const asked = cleanName(to);
      await store.setName(asked);
      name.value = asked;
      return asked;
    },
    create: notHere,
    open: notHere,
    close: notHere,
    destroy: notHere,
    async pin(room) {
      await store.pin(room);
      await refresh();
    },
    async forget(id) {
      await store.forget(id);
      await refresh();
    },
  };
}

/** The most characters of a username. The host's rules are stricter, and say so when one joins. */
const NAME_CHARACTERS = 32;

function cleanName(text: string): string {
  const name = text.normalize("NFC").trim().replace(/\s+/g, " ");
  if (name === "") throw new ProtocolError("NAME_EMPTY");
  if ([...new Intl.Segmenter().segment(name)].length > NAME_CHARACTERS)
    throw new ProtocolError("NAME_TOO_LONG");
  return name;
}
