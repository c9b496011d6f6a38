/** The client's store as the program on this device keeps it. A session lives as long as the connection does. */
import { ClientError, type OutboxEntry, type SavedRoom, type Session, type Store } from "@partyline/client";
import type { Back } from "@partyline/console";
import { bytesOfText, targetOf, targetText } from "./bytes.ts";
import type { ConsoleApi } from "./console-api.ts";

type Opened = Back<"open-session">;

/** A store over `api`, which it does not close. */
export function consoleStore(api: Pick<ConsoleApi, "ask" | "life">): Store {
  const ask: ConsoleApi["ask"] = async (question, data, life) => {
    try {
      return await api.ask(question, data, life);
    } catch (cause) {
      throw new ClientError("STORE", (cause as Error).message, { cause });
    }
  };
  const held = new Set<Session>();
  return {
    profile: async () => {
      const { seed, name } = await ask("profile", {});
      return { seed: bytesOfText(seed), name };
    },
    setName: async (name) => {
      await ask("set-name", { name });
    },
    pin: async (room) => {
      await ask("pin", { room: { ...targetText(room), lastJoined: room.lastJoined } });
    },
    rooms: async () => (await ask("saved", {})).map(savedOf),
    forget: async (id) => {
      await ask("forget", { id });
    },
    openSession: async (id) => {
      const opened = await ask("open-session", { id });
      const session = sessionOf(
        opened,
        ask,
        () => api.life,
        () => held.delete(session),
      );
      held.add(session);
      return session;
    },
    close: async () => {
      for (const session of [...held]) await session.close();
    },
  };
}

export const savedOf = ({ lastJoined, ...target }: Back<"saved">[number]): SavedRoom => ({
  ...targetOf(target),
  lastJoined,
});

function sessionOf(
  opened: Opened,
  ask: ConsoleApi["ask"],
  current: () => number,
  closed: () => void,
): Session {
  const { session } = opened;
  const life = current();
  let open = true;
  return {
    clientId: opened.client,
    nextN: opened.nextN,
    outbox: opened.outbox.map(({ failed, ...entry }) => (failed ? { ...entry, failed } : entry)),
    last: opened.last,
    remembered: opened.remembered,
    write: async ({ put, remove, nextN }) => {
      await ask("write", { session, put: put.map(entryText), remove: [...remove], nextN }, life);
    },
    saveLast: async (last, events, fresh) => {
      await ask("save-last", { session, last: { ...last }, events: [...events], fresh }, life);
    },
    close: async () => {
      if (!open) return;
      open = false;
      closed();
      // With the connection the session has gone too.
      if (current() === life) await ask("close-session", { session }, life);
    },
  };
}

const entryText = ({ key, n, body, at, failed }: OutboxEntry) => ({
  key,
  n,
  body,
  at,
  ...(failed ? { failed } : {}),
});
