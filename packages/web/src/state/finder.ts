/** Finds rooms: in the lists, or by asking whoever may know one that no list has. */
import { type Clock, ROOM_ID } from "@partyline/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { targetOf } from "../backend/bytes.ts";
import type { Backend } from "../backend/ports.ts";
import { failureIn, failureOf } from "./failures.ts";
import { isChanged, type Lists, type Way, wayTo } from "./lists.ts";
import type { Failure } from "./model.ts";

/** How long nobody may answer before a room counts as unknown (milliseconds). */
export const LOOKING_MS = 5_000;

interface FinderOptions {
  readonly backend: Pick<Backend, "kind" | "find" | "locate">;
  readonly clock: Clock;
  readonly lists: ReadonlySignal<Lists>;
  /** The one of the page's own address, where that is in the room `id`. */
  token(id: string): string | undefined;
  isSeated(id: string): boolean;
  /** The name in the page's address stands for this room. */
  named(id: string): void;
}

export interface Finder {
  /** What was found beside the lists. */
  readonly found: ReadonlySignal<ReadonlyMap<string, Way>>;
  /** Why the room that is looked for is not there, once that is known. */
  readonly missing: ReadonlySignal<Failure | undefined>;
  way(id: string): Way | undefined;
  /** As `way`, for a person who asks for it. Errors: NO_ROOM, CHANGED_KEY. */
  enterable(id: string): Way;
  learn(way: Way): void;
  forget(id: string): void;
  /** Asks for a room that no list has; after a while says that nobody knows it. The answer calls it off. */
  look(id: string): () => void;
}

export function createFinder(options: FinderOptions): Finder {
  const { backend, clock, lists, token } = options;
  const found = signal<ReadonlyMap<string, Way>>(new Map());
  const missing = signal<Failure | undefined>(undefined);

  const changed = (id: string) => isChanged(id, lists.peek());
  const way = (id: string) =>
    changed(id) ? undefined : (wayTo(id, lists.peek(), token(id)) ?? found.peek().get(id));

  function learn(known: Way): void {
    found.value = new Map([...found.peek(), [known.target.id, known]]);
    missing.value = undefined;
  }

  function look(id: string): () => void {
    missing.value = undefined;
    if (way(id)) return () => {};
    if (changed(id)) return stop(failureOf("CHANGED_KEY"));
    const isId = ROOM_ID.test(id);
    // Only a switchboard's page may be opened by a room's name.
    if (!isId && backend.kind !== "switchboard") return stop(failureOf("BAD_LINK"));
    let over = false;
    const unknown = (failure: Failure) => {
      if (!over && !options.isSeated(id)) missing.value = failure;
    };
    const cancel = clock.after(LOOKING_MS, () => unknown(failureOf("NO_ROOM")));
    const asked = isId ? backend.find(id, token(id)) : byName(id);
    asked.then(
      (room) => {
        if (room) learn({ target: targetOf(room), password: room.password });
        else if (backend.kind !== "console") unknown(failureOf("NO_ROOM"));
        if (room && !isId && !over) options.named(room.id);
      },
      (error) => unknown(failureIn(error)),
    );
    return () => {
      over = true;
      cancel();
    };
  }

  function stop(failure: Failure): () => void {
    missing.value = failure;
    return () => {};
  }

  async function byName(encoded: string) {
    const located = await backend.locate(decodeURIComponent(encoded));
    return "room" in located ? located.room : undefined;
  }

  return {
    found,
    missing,
    way,
    learn,
    look,
    enterable(id) {
      const known = way(id);
      if (!known) throw Object.assign(new Error(), { code: changed(id) ? "CHANGED_KEY" : "NO_ROOM" });
      return known;
    },
    forget(id) {
      found.value = new Map([...found.peek()].filter(([other]) => other !== id));
    },
  };
}
