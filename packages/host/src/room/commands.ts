/** The command table: one row a command, with its gates, and the one runner that applies them all. */
import { type Command, type CommandType, ProtocolError, limits as protocolLimits } from "@partyline/protocol";
import type { HostLimits } from "../limits.ts";
import { greet, type Moment } from "./admission.ts";
import { draw } from "./bucket.ts";
import type { Call } from "./call.ts";
import type { Effect } from "./effects.ts";
import { claimName } from "./names.ts";
import { ban, kick, renameRoom, setPassword, unban } from "./owner.ts";
import { isHere, stepAway } from "./presence.ts";
import { propose } from "./records.ts";
import { aboutOf, refusal } from "./refusal.ts";
import { type Budgets, type ConnectionId, memberOf, type RoomState, type Session } from "./state.ts";

interface Row<C> {
  /** In which part of a session's life it may be used. Error: NOT_ADMITTED. */
  life: "greeting" | "live";
  /** Who may use it. Error: NOT_OWNER. */
  role: "any" | "owner";
  /** Which budget it draws on; what is over budget is read more slowly, never refused. */
  rate: "none" | keyof Budgets;
  run: (call: Call, command: C) => Effect[];
}

type Table = { [T in CommandType]: Row<Extract<Command, { type: T }>> };

const anyone = { life: "live", role: "any", rate: "commands" } as const;
const owner = { life: "live", role: "owner", rate: "commands" } as const;

const TABLE: Table = {
  hello: {
    life: "greeting",
    role: "any",
    rate: "none",
    run: (call, hello) => greet(call.state, call.conn, hello, call.moment, call.limits),
  },
  send: { life: "live", role: "any", rate: "sends", run: send },
  fetch: { ...anyone, rate: "reads", run: fetch },
  who: { ...anyone, run: who },
  typing: { ...anyone, run: typing },
  presence: { ...anyone, run: (call, { away }) => stepAway(call.state, call.member, away) },
  name: { ...anyone, run: rename },
  leave: { ...anyone, run: (call) => [{ do: "release", conn: call.conn }] },
  ping: { ...anyone, run: (call, { re }) => [tell(call, { type: "done", re })] },
  kick: { ...owner, run: kick },
  ban: { ...owner, run: ban },
  unban: { ...owner, run: unban },
  "room-name": { ...owner, run: renameRoom },
  password: { ...owner, run: setPassword },
  close: { ...owner, run: (call, { re }) => [{ do: "destroy", conn: call.conn, re }] },
};

/** Runs one command through its gates. What is refused is paid for like what is done. */
export function runCommand(
  state: RoomState,
  conn: ConnectionId,
  command: Command,
  moment: Moment,
  limits: HostLimits,
): Effect[] {
  const session = state.sessions.get(conn);
  if (!session) return [];
  const row = TABLE[command.type] as Row<Command>;
  const slowed = slow(session, row.rate, conn, moment, limits);
  try {
    if (row.life !== session.life)
      throw new ProtocolError(row.life === "live" ? "NOT_ADMITTED" : "BAD_MESSAGE");
    if (row.role === "owner" && session.id !== state.owner) throw new ProtocolError("NOT_OWNER");
    const client = session.life === "live" ? session.client : "";
    return [...row.run({ state, conn, member: session.id, client, moment, limits }, command), ...slowed];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (command.type === "hello") return [{ do: "end", conn, code: error.code }];
    return [refusal(conn, error, aboutOf(command)), ...slowed];
  }
}

/** Draws on the session's budget: whoever is over it is read more slowly. */
export function slow(
  session: Session,
  rate: Row<Command>["rate"],
  conn: ConnectionId,
  moment: Moment,
  limits: HostLimits,
): Effect[] {
  if (rate === "none") return [];
  const [burst, perSecond] = {
    sends: [limits.sendBurst, limits.sendsPerSecond] as const,
    reads: [limits.readBurst, limits.readsPerSecond] as const,
    commands: [limits.commandBurst, limits.commandsPerSecond] as const,
  }[rate];
  const ms = draw(session.budgets[rate], moment.monotonic, burst, perSecond);
  return ms > 0 ? [{ do: "pause", conn, ms }] : [];
}

type Of<T extends CommandType> = Extract<Command, { type: T }>;

const tell = (call: Call, message: Extract<Effect, { do: "tell" }>["message"]): Effect => ({
  do: "tell",
  conn: call.conn,
  message,
});

function send(call: Call, { n, body }: Of<"send">): Effect[] {
  const from = memberOf(call.state, call.member).name;
  const origin = { member: call.member, client: call.client, n };
  const about = { at: call.moment.now, by: call.member, from };
  return [
    {
      do: "store",
      entry: { event: { ...about, kind: body.kind, text: body.text, client: call.client, n }, origin },
      ticket: { for: "send", conn: call.conn, n },
    },
  ];
}

function fetch(call: Call, { re, from, before, limit }: Of<"fetch">): Effect[] {
  return [{ do: "page", conn: call.conn, re, from, before, limit: limit ?? protocolLimits.PAGE_EVENTS }];
}

function who(call: Call, { re, after }: Of<"who">): Effect[] {
  const { state } = call;
  const ids = [...state.members.keys()].filter((id) => after === undefined || id > after).sort();
  const members = ids.slice(0, protocolLimits.MEMBERS_PAGE).map((id) => {
    const { name, role, bannedAt } = memberOf(state, id);
    return { id, name, role, here: isHere(state, id), banned: bannedAt !== null };
  });
  return [tell(call, { type: "members", re, members, more: ids.length > members.length })];
}

function typing(call: Call, { on }: Of<"typing">): Effect[] {
  const from = memberOf(call.state, call.member).name;
  return [{ do: "signal", signal: { kind: "typing", by: call.member, from, on } }];
}

function rename(call: Call, { re, name }: Of<"name">): Effect[] {
  const { state, conn, member: id } = call;
  const before = memberOf(state, id);
  const label = claimName(state, id, name);
  if (label.name === before.name) return [tell(call, { type: "done", re })];
  const member = { ...before, ...label };
  const settle = propose(state, member);
  return [
    {
      do: "store",
      entry: {
        event: { at: call.moment.now, kind: "rename", by: id, from: before.name, to: member.name },
        changes: [{ set: "member", member }],
      },
      ticket: {
        for: "request",
        conn,
        re,
        commit: () => {
          settle(true);
          return [{ do: "notice", kind: "renamed", member: { id, name: member.name } }];
        },
        revert: () => settle(false),
      },
    },
  ];
}
