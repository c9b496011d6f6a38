/** From a link or an address to a seat in the room, in one call. */
import { ClientError } from "./errors.ts";
import type { ClientEvent } from "./events.ts";
import { JOIN_MS } from "./limits.ts";
import { locate } from "./locate.ts";
import type { RoomClientOptions } from "./options.ts";
import type { RoomTarget } from "./ports/link.ts";
import { RoomClient } from "./room-client.ts";
import { sentenceOf } from "./words.ts";

type Parts = Pick<RoomClientOptions, "store" | "dial" | "clock" | "provider" | "random">;

export interface JoinOptions extends Partial<Parts> {
  /** The username. */
  name: string;
  /** A text is given beforehand: a host that one has not joined before must ask for it (PASSWORD_NOT_ASKED). A function is
   *  asked when the host asks. */
  password?: string | (() => Promise<string | undefined>);
  since?: RoomClientOptions["since"];
  via?: RoomClientOptions["via"];
  /** Hears every event from the first on; `client.on` and `client.events` begin only when the room is live. */
  on?: (event: ClientEvent) => void;
  /** How long to try, in milliseconds (20,000). */
  timeoutMs?: number;
  /** In Node: the folder that keeps who this is and what is not sent. One per program, since a seed is a member. */
  home?: string;
}

/** Joins with the given parts; resolves when live. Errors: those of `locate`, TIMEOUT, and the code of the ending where the host does not let in. */
export async function joinWith(
  where: string | RoomTarget,
  options: JoinOptions,
  parts: Parts,
  ownsStore: boolean,
): Promise<RoomClient> {
  const { name, password, since, via, timeoutMs = JOIN_MS } = options;
  const target = typeof where === "string" ? await locate(where, parts.store) : where;
  const joinedBefore = (await parts.store.rooms()).some(({ id }) => id === target.id);
  const client = new RoomClient({
    ...parts,
    target,
    name,
    ownsStore,
    expectPassword: typeof password === "string" && !joinedBefore,
    ...(password === undefined
      ? {}
      : { password: typeof password === "string" ? async () => password : password }),
    ...(since === undefined ? {} : { since }),
    ...(via === undefined ? {} : { via }),
  });
  if (options.on) client.on(options.on);
  client.start();
  try {
    await untilLive(client, parts, timeoutMs);
  } catch (error) {
    await client.close();
    throw error;
  }
  await parts.store.pin({
    ...target,
    name: client.room?.name ?? target.name ?? "",
    lastJoined: parts.clock.now(),
  });
  return client;
}

function untilLive(client: RoomClient, { clock }: Parts, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let why = "TIMEOUT";
    const cancel = clock.after(timeoutMs, () => {
      off();
      reject(new ClientError(why, sentenceOf(why)));
    });
    const off = client.on((event) => {
      if (event.kind !== "state") return;
      const { state } = event;
      if (state.kind === "waiting") why = state.why ?? "UNREACHABLE";
      if (state.kind !== "live" && state.kind !== "ended") return;
      cancel();
      off();
      if (state.kind === "live") resolve();
      else reject(new ClientError(state.code, state.detail ?? sentenceOf(state.code)));
    });
  });
}
