/** From an open channel to a place in the room. */
import {
  type Command,
  ProtocolError,
  type UnnumberedEvent,
  VERSION,
  type Welcome,
} from "@partyline/protocol";
import type { HostLimits } from "../limits.ts";
import type { Effect, Entry } from "./effects.ts";
import { claimName } from "./names.ts";
import { arrive } from "./presence.ts";
import { propose } from "./records.ts";
import type { ConnectionId, RoomMember, RoomState, Since } from "./state.ts";

type Hello = Extract<Command, { type: "hello" }>;

export interface Moment {
  /** Milliseconds since 1970 by the host's clock, for what is stored. */
  now: number;
  /** Milliseconds that never go back, for budgets. */
  monotonic: number;
}

/** Handles a hello. Errors: VERSION, TOKEN_REQUIRED, BANNED, ROOM_FULL, NAME_*. */
export function greet(
  state: RoomState,
  conn: ConnectionId,
  hello: Hello,
  moment: Moment,
  limits: HostLimits,
): Effect[] {
  const session = state.sessions.get(conn);
  if (session?.life !== "greeting") throw new ProtocolError("BAD_MESSAGE");
  if (hello.v !== VERSION) throw new ProtocolError("VERSION");
  const { id, key } = session;
  const before = state.members.get(id);
  // Members came in before, perhaps while the room was still listed and had no token.
  if (!before && state.token && !sameBytes(state.token, session.token))
    throw new ProtocolError("TOKEN_REQUIRED");
  if (before?.bannedAt != null) throw new ProtocolError("BANNED");
  if (!before && state.members.size >= limits.members) throw new ProtocolError("ROOM_FULL");
  const label = before?.name === hello.name ? before : claimName(state, id, hello.name);

  const { budgets } = session;
  state.sessions.set(conn, {
    life: "admitting",
    id,
    budgets,
    client: hello.client,
    since: hello.since,
    replay: hello.replay === true,
  });
  const known = before?.name === label.name;
  if (known && !state.unsettled.has(id)) return admit(state, conn);

  const role = id === state.owner ? "owner" : "member";
  const member: RoomMember = {
    ...(before ?? { id, key, role, bannedAt: null, joinedAt: moment.now }),
    name: label.name,
    nameKey: label.nameKey,
    skeleton: label.skeleton,
  };
  const settle = propose(state, member);
  const about = { at: moment.now, by: id };
  const event: UnnumberedEvent = before
    ? { ...about, kind: "rename", from: before.name, to: member.name }
    : { ...about, kind: "join", from: member.name };
  // Known, but not stored yet: this admission waits its turn behind the one that stores the member.
  const entry: Entry = { ...(known ? {} : { event }), changes: [{ set: "member", member }] };
  return [{ do: "store", entry, ticket: { for: "admit", conn, settle } }];
}

/** The admission is durable: welcome, and the others hear of it. */
export function admit(state: RoomState, conn: ConnectionId): Effect[] {
  const session = state.sessions.get(conn);
  if (session?.life !== "admitting") return [];
  const { id, client, since, replay, budgets } = session;
  const superseded = [...state.sessions]
    .filter(([, other]) => other.life === "live" && other.id === id && other.client === client)
    .map(([old]): Effect => ({ do: "end", conn: old, code: "SILENT" }));
  state.sessions.set(conn, { life: "live", id, client, budgets });
  const goesOn = continuation(state, since);
  // Where retention took what follows, a page says so; a road could only leave it out.
  const repeats = replay && goesOn.start === "resumed" && goesOn.from === (since?.seq ?? 0) + 1;
  return [
    { do: "welcome", conn, id, ...goesOn, ...(repeats ? { replay: true } : {}) },
    ...arrive(state, id),
    ...superseded,
  ];
}

/** How a client's copy of the log goes on here. */
export function continuation(
  state: RoomState,
  since: Since | undefined,
): { start: Welcome["start"]; from: number | undefined } {
  if (!since) return { start: "fresh", from: undefined };
  if ((since.log !== undefined && since.log !== state.log) || since.seq > state.head)
    return { start: "reset", from: undefined };
  if (since.seq + 1 < state.first && since.log !== undefined) return { start: "gap", from: state.first };
  return { start: "resumed", from: Math.max(since.seq + 1, state.first) };
}

/** Compares without telling by time where the first difference is. */
function sameBytes(ours: Uint8Array, theirs: Uint8Array | undefined): boolean {
  if (theirs?.length !== ours.length) return false;
  let difference = 0;
  for (let i = 0; i < ours.length; i++) difference |= (ours[i] ?? 0) ^ (theirs[i] ?? 0);
  return difference === 0;
}
