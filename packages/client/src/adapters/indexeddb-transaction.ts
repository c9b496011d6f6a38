/** IndexedDB as promises: a database that opens or fails, and transactions that are whole or not at all. */
import type { Clock } from "@partyline/protocol";
import { ClientError } from "../errors.ts";
import { UPGRADES } from "./indexeddb-schema.ts";

/** How long the database may take to open, and to answer first, in milliseconds: a frozen tab of an older version can hold
 *  it up, and some browsers never answer in private windows. */
export const OPEN_MS = 5_000;

/** The answer to a request. To be awaited only inside its transaction. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Runs `task` in one transaction over `stores`. Resolves when it is complete: with "strict" that is on the disk, with
 *  "relaxed" it is in the operating system's hands. `task` may await requests of the transaction and nothing else.
 *  Errors: STORE with its cause; a ClientError of `task` as it is. */
export async function transact<T>(
  db: IDBDatabase,
  stores: readonly string[],
  durability: "strict" | "relaxed",
  task: (tx: IDBTransaction) => Promise<T>,
): Promise<T> {
  let tx: IDBTransaction | undefined;
  try {
    tx = db.transaction([...stores], "readwrite", { durability });
    const complete = completion(tx);
    // Judged below; a task that fails first must not leave it unhandled.
    complete.catch(() => {});
    const result = await task(tx);
    await complete;
    return result;
  } catch (cause) {
    abort(tx);
    throw storeError(tx?.error ?? cause);
  }
}

/** The browser does not answer. */
export const silence = (): ClientError =>
  new ClientError(
    "STORE",
    "The browser's storage does not answer. Close other tabs of this page and reload it.",
  );

/** Opens the database `name`, brought to the newest version. Errors: STORE. */
export async function openDatabase(name: string, clock: Clock): Promise<IDBDatabase> {
  try {
    return await new Promise<IDBDatabase>((resolve, reject) => {
      // Reading the global already throws where a person has forbidden storage.
      const request = indexedDB.open(name, UPGRADES.length);
      let late = false;
      const cancel = clock.after(OPEN_MS, () => {
        late = true;
        reject(silence());
      });
      request.onupgradeneeded = ({ oldVersion }) => {
        for (const upgrade of UPGRADES.slice(oldVersion)) upgrade(request.result);
      };
      request.onerror = () => {
        cancel();
        reject(request.error);
      };
      request.onsuccess = () => {
        cancel();
        const db = request.result;
        if (late) db.close();
        // A page of a later version, or a person who clears the data, must not wait for this page.
        db.onversionchange = () => db.close();
        resolve(db);
      };
    });
  } catch (cause) {
    throw storeError(cause);
  }
}

/** Whatever went wrong, as STORE, in plain words where a person can mend it; a ClientError stays what it is. */
export function storeError(cause: unknown): ClientError {
  if (cause instanceof ClientError) return cause;
  const { name, message } = (cause ?? {}) as { name?: string; message?: string };
  return new ClientError("STORE", SENTENCES[name ?? ""] ?? `The browser could not store: ${message}`, {
    cause,
  });
}

/** By the names of DOMException (https://webidl.spec.whatwg.org/#idl-DOMException-error-names). */
const SENTENCES: Readonly<Record<string, string>> = {
  QuotaExceededError: "The browser has no more room for this page's data.",
  SecurityError: "The browser does not let this page store anything.",
  InvalidStateError: "The browser has closed this page's storage. Reload the page.",
  VersionError: "A newer version of this page has stored its data. Reload the page.",
};

function completion(tx: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException("The transaction was aborted.", "AbortError"));
  });
}

function abort(tx: IDBTransaction | undefined): void {
  try {
    tx?.abort();
  } catch {
    // It has ended already.
  }
}
