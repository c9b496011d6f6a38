/** The store of a page, whatever the browser allows. */
import type { ClientError } from "../errors.ts";
import type { Store } from "../ports/store.ts";
import { type IndexedDbStoreOptions, indexedDbStore } from "./indexeddb-store.ts";
import { storeError } from "./indexeddb-transaction.ts";

export interface BrowserStore {
  readonly store: Store;
  /** Whether identity and messages outlive the page. Cannot tell a private window, whose data goes with its last tab. */
  readonly kept: boolean;
  /** Why not. */
  readonly why?: ClientError;
}

/** Opens the origin's store; where the browser refuses (storage forbidden, full, broken), one in memory, so that the
 *  page works until it is closed. Never fails. */
export async function openBrowserStore(options: IndexedDbStoreOptions = {}): Promise<BrowserStore> {
  let store: Store | undefined;
  try {
    store = await indexedDbStore(options);
    // A first write, or a full disk would only show when the first message is on its way.
    const { name } = await store.profile();
    if (name !== undefined) await store.setName(name);
    return { store, kept: true };
  } catch (error) {
    await store?.close().catch(() => {});
    const { memoryStore } = await import("./memory-store.ts");
    return { store: memoryStore(), kept: false, why: storeError(error) };
  }
}
