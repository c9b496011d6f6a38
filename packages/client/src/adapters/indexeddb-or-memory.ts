/** The store of a page, whatever the browser allows. */
import { type Clock, systemClock } from "@partyline/protocol";
import type { ClientError } from "../errors.ts";
import type { Store } from "../ports/store.ts";
import { type IndexedDbStoreOptions, indexedDbStore } from "./indexeddb-store.ts";
import { OPEN_MS, silence, storeError } from "./indexeddb-transaction.ts";

export interface BrowserStore {
  readonly store: Store;
  /** Whether identity and messages outlive the page. Cannot tell a private window, whose data goes with its last tab. */
  readonly kept: boolean;
  /** Why not: STORE. */
  readonly why?: ClientError;
}

/** Opens the origin's store; where the browser refuses (storage forbidden, full, broken) or does not answer for 5 s, one in
 *  memory, so that the page works until it is closed. Never fails. */
export async function openBrowserStore(options: IndexedDbStoreOptions = {}): Promise<BrowserStore> {
  let store: Store | undefined;
  try {
    store = await indexedDbStore(options);
    await answering(tried(store), options.clock ?? systemClock);
    return { store, kept: true };
  } catch (error) {
    // Not waited for: what does not answer would hold this up as well.
    void store?.close().catch(() => {});
    const { memoryStore } = await import("./memory-store.ts");
    return { store: memoryStore(), kept: false, why: storeError(error) };
  }
}

/** A first write, or a full disk would only show when the first message is on its way. */
async function tried(store: Store): Promise<void> {
  const { name } = await store.profile();
  if (name !== undefined) await store.setName(name);
}

/** What `task` comes to. Rejects with STORE where it takes too long. */
function answering(task: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(OPEN_MS, () => reject(silence()));
    task.finally(cancel).then(resolve, reject);
  });
}
