/** A store that forgets everything with its process: for tests, and for guests who want to leave no trace. */
import type { RoomEvent } from "@partyline/protocol";
import { REMEMBERED_EVENTS } from "../limits.ts";
import type { OutboxEntry, Position, SavedRoom, Session, Store } from "../ports/store.ts";
import { randomBytes, randomClientId } from "./random.ts";

interface Kept {
  readonly clientId: string;
  held: boolean;
  usedAt: number;
  nextN: number;
  readonly outbox: Map<number, OutboxEntry>;
  last: Position | undefined;
  remembered: RoomEvent[];
}

export function memoryStore(): Store {
  const seed = randomBytes(32);
  let name: string | undefined;
  let uses = 0;
  const rooms = new Map<string, SavedRoom>();
  const sessions = new Map<string, Kept[]>();
  return {
    profile: async () => ({ seed: seed.slice(), name }),
    setName: async (to) => {
      name = to;
    },
    pin: async (room) => void rooms.set(room.id, structuredClone(room)),
    rooms: async () =>
      [...rooms.values()].sort((a, b) => b.lastJoined - a.lastJoined).map((room) => structuredClone(room)),
    forget: async (id) => void rooms.delete(id),
    openSession: async (roomId) => {
      const all = sessions.get(roomId) ?? [];
      sessions.set(roomId, all);
      const rank = ({ outbox, usedAt }: Kept) => (outbox.size > 0 ? 1 : 0) * Number.MAX_SAFE_INTEGER + usedAt;
      const [free] = all.filter(({ held }) => !held).sort((a, b) => rank(b) - rank(a));
      const kept = free ?? emptySession();
      if (!free) all.push(kept);
      kept.held = true;
      kept.usedAt = ++uses;
      return holdOf(kept);
    },
    close: async () => {
      for (const all of sessions.values()) for (const kept of all) kept.held = false;
    },
  };
}

const emptySession = (): Kept => ({
  clientId: randomClientId(),
  held: false,
  usedAt: 0,
  nextN: 1,
  outbox: new Map(),
  last: undefined,
  remembered: [],
});

function holdOf(kept: Kept): Session {
  let open = true;
  return {
    clientId: kept.clientId,
    nextN: kept.nextN,
    outbox: inOrder([...kept.outbox.values()]),
    last: kept.last,
    remembered: [...kept.remembered],
    write: async ({ put, remove, nextN }) => {
      for (const entry of put) kept.outbox.set(entry.key, entry);
      for (const key of remove) kept.outbox.delete(key);
      kept.nextN = nextN;
    },
    saveLast: async (last, events, fresh) => {
      kept.last = last;
      kept.remembered = [...(fresh ? [] : kept.remembered), ...events].slice(-REMEMBERED_EVENTS);
    },
    close: async () => {
      if (open) kept.held = false;
      open = false;
    },
  };
}

/** As an outbox wants them: those in the stream by their numbers, failed ones by age. */
const inOrder = (entries: OutboxEntry[]): OutboxEntry[] =>
  entries.sort((a, b) => (a.n ?? 0) - (b.n ?? 0) || a.key - b.key);
