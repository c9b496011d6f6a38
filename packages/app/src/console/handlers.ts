/** The table of questions: a row each, what is done and what comes back. A new question is a row here and one in
 *  @partyline/console's messages.ts. */
import type { Store } from "@partyline/client";
import type { Tell } from "@partyline/console";
import { checkUsername } from "@partyline/names";
import { AppError } from "../errors.ts";
import type { Directory } from "../resolve.ts";
import { readTarget, tellSaved, tellSeed } from "./convert.ts";
import { ROLL_CALL_MS } from "./limits.ts";
import { locate } from "./locate.ts";
import type { Handlers, PageLink } from "./page-link.ts";
import type { Rooms } from "./rooms.ts";
import type { SwitchboardLists } from "./switchboards.ts";

export interface HandlerParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly rooms: Omit<Rooms, "list" | "reopen" | "company" | "end">;
  readonly switchboards: Pick<SwitchboardLists, "urls" | "room" | "add" | "remove" | "test">;
  /** The pages that are connected now. */
  pages(): Iterable<PageLink>;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const { store, rooms, switchboards } = parts;
  return {
    profile: async () => {
      const { seed, name } = await store.profile();
      return { seed: tellSeed(seed), ...(name === undefined ? {} : { name }) };
    },
    "set-name": async ({ name }, page) => {
      const check = checkUsername(name);
      if (!check.ok) throw new AppError(check.code, check.message);
      await store.setName(check.name);
      tellOthers(parts, page, { tell: "name", name: check.name });
      await rooms.renameOwner(check.name);
      return { name: check.name };
    },
    saved: async () => (await store.rooms()).map(tellSaved),
    pin: async ({ room }, page) => {
      await store.pin({ ...readTarget(room), lastJoined: room.lastJoined });
      await tellSavedToOthers(parts, page);
      return null;
    },
    forget: async ({ id }, page) => {
      await store.forget(id);
      await tellSavedToOthers(parts, page);
      return null;
    },
    "open-session": async ({ id }, page) => {
      await rollCall(parts, page, id);
      const session = await store.openSession(id);
      return {
        session: await page.hold(id, session),
        client: session.clientId,
        nextN: session.nextN,
        outbox: [...session.outbox],
        ...(session.last === undefined ? {} : { last: session.last }),
        remembered: [...session.remembered],
      };
    },
    write: async ({ session, put, remove, nextN }, page) => {
      const entries = put.map(({ failed, ...entry }) => (failed ? { ...entry, failed } : entry));
      await page.session(session).write({ put: entries, remove, nextN });
      return null;
    },
    "save-last": async ({ session, last, events, fresh }, page) => {
      await page.session(session).saveLast(last, events, fresh);
      return null;
    },
    "close-session": async ({ session }, page) => {
      await page.release(session);
      return null;
    },
    locate: ({ where }) => locate(where, parts),
    create: (wish) => rooms.create(wish),
    "set-reach": (wish) => rooms.setReach(wish),
    open: ({ id }) => rooms.open(id),
    close: async ({ id }) => {
      await rooms.close(id);
      return null;
    },
    destroy: async ({ id }) => {
      await rooms.destroy(id);
      return null;
    },
    "recovery-key": async ({ id }) => ({ key: await rooms.recoveryKey(id) }),
    recover: ({ name, ...wish }) =>
      rooms.recover({ ...wish, ...(name === undefined ? {} : { name }) }, switchboards.urls()),
    "add-switchboard": ({ where }) => switchboards.add(where),
    "remove-switchboard": async ({ url }) => {
      switchboards.remove(url);
      return null;
    },
    "test-switchboard": ({ url }) => switchboards.test(url),
  };
}

/** Rooms joined, left or destroyed by one page stand in the lists of all. */
async function tellSavedToOthers(parts: HandlerParts, page: PageLink): Promise<void> {
  tellOthers(parts, page, { tell: "saved", rooms: (await parts.store.rooms()).map(tellSaved) });
}

function tellOthers({ pages }: HandlerParts, page: PageLink, tell: Tell): void {
  for (const other of pages()) if (other !== page) other.send(tell);
}

/** A page that is being reloaded asks anew when its old connection is closed, but perhaps before we have read of that.
 *  So those that hold a place in the room are called first: who has gone is known to be gone when this is over, and the
 *  client id with what it has not sent yet goes to the page that wants it back. */
async function rollCall({ pages }: HandlerParts, page: PageLink, room: string): Promise<void> {
  const holders = [...pages()].filter((other) => other !== page && other.holds(room));
  if (holders.length === 0) return;
  const late = new Promise((resolve) => setTimeout(resolve, ROLL_CALL_MS).unref());
  await Promise.race([Promise.all(holders.map((holder) => holder.call())), late]);
}
