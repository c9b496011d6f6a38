/** What the owner of a room may do to it and to its members. */
import { checkRoomName } from "@partyline/names";
import { type Command, isErrorCode, ProtocolError } from "@partyline/protocol";
import type { Call } from "./call.ts";
import type { Effect } from "./effects.ts";
import { depart } from "./presence.ts";
import { propose } from "./records.ts";
import { liveSessionsOf, memberOf, type RoomMember } from "./state.ts";

type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

function target(call: Call, id: string): RoomMember {
  const member = call.state.members.get(id);
  if (!member || id === call.state.owner) throw new ProtocolError("NO_MEMBER");
  return member;
}

function removal(
  call: Call,
  re: number,
  kind: "kick" | "ban" | "unban",
  member: RoomMember,
  settle?: (stored: boolean) => void,
): Effect {
  const from = memberOf(call.state, call.member).name;
  const event = {
    at: call.moment.now,
    kind,
    by: call.member,
    from,
    member: member.id,
    name: member.name,
  } as const;
  return {
    do: "store",
    entry: { event, ...(settle ? { changes: [{ set: "member", member }] } : {}) },
    ticket: {
      for: "request",
      conn: call.conn,
      re,
      commit: () => {
        settle?.(true);
        return kind === "unban" ? [] : expel(call, member.id, kind === "ban" ? "BANNED" : "KICKED");
      },
      revert: () => settle?.(false),
    },
  };
}

/** Out at once, and what is said from here on is sealed under a secret that they do not have. */
const expel = ({ state }: Call, id: string, code: "KICKED" | "BANNED"): Effect[] => [
  ...liveSessionsOf(state, id).flatMap((conn): Effect[] => {
    state.sessions.delete(conn);
    return [{ do: "end", conn, code }, ...depart(state, id, true)];
  }),
  { do: "new-epoch" },
];

export const kick = (call: Call, { re, member }: Of<"kick">): Effect[] => [
  removal(call, re, "kick", target(call, member)),
];

export function ban(call: Call, { re, member }: Of<"ban">): Effect[] {
  const banned = { ...target(call, member), bannedAt: call.moment.now };
  return [removal(call, re, "ban", banned, propose(call.state, banned))];
}

export function unban(call: Call, { re, member }: Of<"unban">): Effect[] {
  const free = { ...target(call, member), bannedAt: null };
  return [removal(call, re, "unban", free, propose(call.state, free))];
}

export function renameRoom(call: Call, { re, name }: Of<"room-name">): Effect[] {
  const { state, conn } = call;
  const checked = checkRoomName(name);
  if (!checked.ok)
    throw new ProtocolError(isErrorCode(checked.code) ? checked.code : "NAME_CHARACTERS", checked.message);
  return [
    {
      do: "store",
      entry: {
        event: { ...about(call), kind: "room", name: checked.name },
        changes: [{ set: "meta", key: "name", value: checked.name }],
      },
      ticket: {
        for: "request",
        conn,
        re,
        commit: () => {
          state.name = checked.name;
          return [{ do: "relist" }];
        },
        revert: () => {},
      },
    },
  ];
}

export const setPassword = (call: Call, { re, password }: Of<"password">): Effect[] => [
  { do: "set-password", conn: call.conn, re, password },
];

/** The surroundings have stretched the password (base64url), or it is null for none. */
export function passwordReady(call: Call, re: number, stretched: string | null): Effect[] {
  const { state, conn } = call;
  const password = stretched !== null;
  return [
    {
      do: "store",
      entry: {
        event: { ...about(call), kind: "room", password },
        changes: [{ set: "meta", key: "password", value: stretched }],
      },
      ticket: {
        for: "request",
        conn,
        re,
        commit: () => {
          state.password = password;
          return [{ do: "use-password", stretched }, { do: "new-epoch" }, { do: "relist" }];
        },
        revert: () => {},
      },
    },
  ];
}

const about = (call: Call) => ({
  at: call.moment.now,
  by: call.member,
  from: memberOf(call.state, call.member).name,
});
