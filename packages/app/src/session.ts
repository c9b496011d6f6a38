/** Joins a room for one run of the command: who, where, which password, and how the connection fares. */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  nodeParts,
  RoomClient,
  type RoomClientOptions,
  type RoomTarget,
  type Store,
} from "@partyline/client";
import type { Context } from "./context.ts";
import { AppError, interrupted, sentenceOfError } from "./errors.ts";
import { readPasswordFile } from "./password-file.ts";
import { usernameFor } from "./profile.ts";
import { type Directory, resolveRoom } from "./resolve.ts";
import { safeLine } from "./terminal/safe-text.ts";

export interface Seat {
  readonly client: RoomClient;
  readonly store: Store;
  readonly target: RoomTarget;
  /** Takes leave and lets everything go. May be called twice. */
  close(): Promise<void>;
}

export interface SeatOptions {
  /** Where events begin; see RoomClientOptions. */
  since?: RoomClientOptions["since"];
  /** Asked where the room has a password; default: --password-file, else the person. */
  password?: () => Promise<string | undefined>;
}

/** The password from --password-file, else from the person, else none. */
export async function passwordFor(context: Context): Promise<string | undefined> {
  if (context.passwordFile) return readPasswordFile(context.passwordFile);
  return (await context.prompt.possible()) ? context.prompt.ask("Password: ", { hidden: true }) : undefined;
}

/** A client of the room that `text` means, not started yet. Errors: those of names and of finding rooms. */
export async function takeSeat(text: string, context: Context, options: SeatOptions = {}): Promise<Seat> {
  const store = await context.store();
  try {
    const name = await usernameFor(context.as, store, context.prompt, context.output);
    const { directory, interrupt, switchboards, via } = context;
    const saved = await store.rooms();
    const target = await resolveRoom(text, { directory, saved, switchboards, via, signal: interrupt });
    if (interrupt.aborted) throw interrupted();
    const joinedBefore = saved.some(({ id }) => id === target.id);
    const client = new RoomClient({
      target,
      store,
      name,
      password: options.password ?? (() => passwordFor(context)),
      // Its owner is let in without.
      expectPassword:
        context.passwordFile !== undefined && !joinedBefore && !(await isKeptHere(context.home, target.id)),
      ...nodeParts,
      ...(via === undefined ? {} : { via }),
      ...(options.since === undefined ? {} : { since: options.since }),
    });
    const unfollow = via === "switchboard" ? () => {} : followAddresses(client, target, context.directory);
    const close = async () => {
      unfollow();
      await client.close();
      await store.close();
    };
    return { client, store, target, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Whether this device hosts the room, so that its keys are its own. */
const isKeptHere = (home: string, id: string): Promise<boolean> =>
  access(join(home, "rooms", id)).then(
    () => true,
    () => false,
  );

const NOT_ASKED =
  "What answers there did not ask for the password, so nothing was sent to it: it may be another room of that name. If the " +
  "password was taken away, leave out --password-file.";

/** Why a room ended, as an error; undefined after our own leaving. */
export function endingOf(client: RoomClient): AppError | undefined {
  const { state } = client;
  if (state.kind !== "ended" || state.code === "CLOSED_HERE") return undefined;
  const { code, detail } = state;
  const cause = Object.assign(new Error(detail ?? code), { code });
  if (code === "PASSWORD_NOT_ASKED") return new AppError(code, NOT_ASKED, { cause });
  // The client's own sentence says how many tries are left.
  const sentence = code === "WRONG_PASSWORD" && detail ? detail : sentenceOfError(cause);
  return new AppError(code, safeLine(sentence), { cause });
}

/** A room that was found and then cannot be joined is given up after so many tries, or so many milliseconds where a
 *  switchboard has called it OFFLINE and is to say when it is back. Once joined, there is no giving up. */
const FIRST_TRIES = 6;
const FIRST_MS = 8_000;

/** Starts the client and waits until everything that the log had is here, and keeps the room among those joined.
 *  Errors: why the room ended, or why it could not be joined, INTERRUPTED. */
export async function untilLive(
  { client, store, target }: Seat,
  interrupt: AbortSignal,
  { patienceMs = FIRST_MS, ...change }: { name?: string; patienceMs?: number } = {},
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let tries = 0;
  let isLate = false;
  const look = (): void => {
    const { state } = client;
    if (state.kind === "live") resolve();
    else if (state.kind === "ended") reject(endingOf(client) ?? interrupted());
    else if (state.kind === "waiting" && (isLate || ++tries >= FIRST_TRIES))
      reject(unreached(target, state.why));
  };
  const late = setTimeout(() => {
    isLate = true;
    look();
  }, patienceMs);
  const leave = () => reject(interrupted());
  interrupt.addEventListener("abort", leave, { once: true });
  const off = client.on((event) => event.kind === "state" && look());
  try {
    if (interrupt.aborted) leave();
    else client.start(change);
    await promise;
  } finally {
    off();
    clearTimeout(late);
    interrupt.removeEventListener("abort", leave);
  }
  const name = client.room?.name ?? target.name;
  await store.pin({ ...target, ...(name === undefined ? {} : { name }), lastJoined: Date.now() });
}

function unreached({ addresses, switchboards = [] }: RoomTarget, why = "UNREACHABLE"): AppError {
  if (why === "UNREACHABLE" && addresses.length === 0 && switchboards.length > 0)
    return new AppError(why, `${switchboards.join(", ")} does not answer. Is this device online?`);
  // The client has the same word for a moment without any connection.
  if (why === "OFFLINE")
    return new AppError(
      why,
      "The room's host is not connected to the switchboard now, so the room was not joined. Try again when the host " +
        "is on and online.",
    );
  const cause = Object.assign(new Error(), { code: why });
  return new AppError(why, sentenceOfError(cause) || `The room could not be joined: ${why}.`, { cause });
}

const ASLEEP =
  "The room's host is not connected to the switchboard now. It is tried again by itself, and goes on when the host is " +
  "back. What is written meanwhile is kept.";

/** Says on `note` when the connection breaks and when it is back. The answer ends it. */
export function tellConnection(client: RoomClient, note: (text: string) => void): () => void {
  let joined = false;
  let told: "broken" | "asleep" | undefined;
  return client.on((event) => {
    if (event.kind === "trouble") note(`${safeLine(event.detail)} (${event.code})`);
    if (event.kind !== "state") return;
    const { state } = event;
    if (state.kind === "waiting" && state.why === "OFFLINE") {
      // A sleeping host (relay SPEC.md, R8.5): it may take hours, and nothing here is at fault.
      if (told !== "asleep") note(ASLEEP);
      told = "asleep";
    } else if (state.kind === "waiting" && !told) {
      told = "broken";
      note(joined ? "Connection lost. Reconnecting..." : "The room cannot be reached yet. Trying again...");
    }
    if (state.kind !== "live") return;
    if (told) note(joined ? "Back. Nothing is missing." : "Connected.");
    told = undefined;
    joined = true;
  });
}

/** How long one search for a room's address lasts, and how long after it the next one waits while the room cannot be
 *  reached; milliseconds. */
const SEARCH_MS = 60_000;
const SEARCH_PAUSE_MS = 2_000;

/** What there is to look for: any way to the room, or the direct one while a switchboard carries it. */
type Quest = "any" | "direct";

/** Looks for the room on the network while it cannot be reached, and while it is reached by a switchboard: a host that was
 *  started again may be at another port or address, one that comes back is dialled at once, and one that turns up nearby
 *  is talked to directly. The answer ends it. */
export function followAddresses(client: RoomClient, target: RoomTarget, directory: Directory): () => void {
  let search: { quest: Quest; stop: AbortController } | undefined;
  let known = JSON.stringify(target.addresses);
  const run = async (quest: Quest, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      let found = false;
      for await (const { id, addresses } of directory.find({ timeoutMs: SEARCH_MS, signal })) {
        if (id !== target.id) continue;
        found = true;
        const text = JSON.stringify(addresses);
        // Where it is known to be the client looks by itself, now and then.
        if (quest === "any" || text !== known) client.setAddresses(addresses);
        known = text;
        break;
      }
      const ms = found && quest === "direct" ? SEARCH_MS : SEARCH_PAUSE_MS;
      await pause(ms, undefined, { signal });
    }
  };
  const seek = (quest: Quest | undefined): void => {
    if (search?.quest === quest) return;
    search?.stop.abort();
    search = quest && { quest, stop: new AbortController() };
    // A network that cannot be searched is no trouble here: the client goes on dialling the address it has.
    if (search) run(search.quest, search.stop.signal).catch(() => {});
  };
  const off = client.on((event) => {
    if (event.kind !== "state") return;
    const { kind } = event.state;
    if (kind === "waiting") seek("any");
    else if (kind === "live") seek(client.road?.kind === "switchboard" ? "direct" : undefined);
    else if (kind === "ended") seek(undefined);
  });
  return () => {
    off();
    seek(undefined);
  };
}
