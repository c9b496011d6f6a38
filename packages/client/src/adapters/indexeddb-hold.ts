/**
 * Which page holds a client id, without the Web Locks API, which plain http does not have. The browser itself knows
 * which connections to a database live: an upgrade to a higher version waits until all others are closed (IndexedDB
 * 3.0, 5.1). So each client id has an empty database of its own; whoever has upgraded it and keeps the connection
 * open holds the id, and the browser lets go for a page that crashed, was closed or was thrown out of memory. There
 * is no lease, no timer that a hidden tab would miss, and a slow or frozen holder is never taken for a dead one.
 *
 * An upgrade that has to wait cannot be withdrawn, and would go through long after in a page that may be frozen by
 * then. So a holder is first asked by BroadcastChannel, and only one that says nothing is tried.
 */
import type { Clock } from "@partyline/protocol";

/** How long a holder has to answer, in milliseconds; without one the upgrade decides. */
const ANSWER_MS = 150;
/** How long the upgrade may take, in milliseconds. The connections of dead pages are closed already, so longer means a
 *  holder that is frozen or busy: alive. */
const UPGRADE_MS = 1_000;

const ASK = "held?";
const ANSWER = "held";

export interface Hold {
  /** Lets go at once, without waiting for anything: also for a page that is about to be gone. May be called twice. */
  release(): void;
}

/** Whether a living page says that it holds `name`. */
export function isHeld(name: string, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    const settle = (held: boolean) => {
      cancel();
      channel.close();
      resolve(held);
    };
    const cancel = clock.after(ANSWER_MS, () => settle(false));
    channel.onmessage = ({ data }) => {
      if (data === ANSWER) settle(true);
    };
    channel.postMessage(ASK);
  });
}

/** Takes `name` under `version`, which no other taker has used and later takers exceed; undefined where a living page
 *  has it. Rejects with what IndexedDB says where it fails. */
export async function takeHold(name: string, version: number, clock: Clock): Promise<Hold | undefined> {
  const db = await upgrade(name, version, clock);
  if (!db) return undefined;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    if (data === ASK) channel.postMessage(ANSWER);
  };
  return {
    release: () => {
      channel.close();
      db.close();
    },
  };
}

function upgrade(name: string, version: number, clock: Clock): Promise<IDBDatabase | undefined> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    let givenUp = false;
    const giveUp = () => {
      cancel();
      givenUp = true;
      resolve(undefined);
    };
    const cancel = clock.after(UPGRADE_MS, giveUp);
    request.onblocked = giveUp;
    request.onsuccess = () => {
      cancel();
      if (givenUp) request.result.close();
      else resolve(request.result);
    };
    request.onerror = () => {
      cancel();
      // A later taker was faster.
      if (request.error?.name === "VersionError") resolve(undefined);
      else reject(request.error);
    };
  });
}
