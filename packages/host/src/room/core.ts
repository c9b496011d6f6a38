/** The core of a room: what comes in, and what follows from it. No I/O: the answers are effects to be done. */
import { type Command, ProtocolError } from "@partyline/protocol";
import type { HostLimits } from "../limits.ts";
import { admit, type Moment } from "./admission.ts";
import { runCommand, slow } from "./commands.ts";
import type { Effect, Outcome, Ticket } from "./effects.ts";
import { passwordReady } from "./owner.ts";
import { depart, gone } from "./presence.ts";
import { refusal } from "./refusal.ts";
import { type ConnectionId, memberOf, type RoomState } from "./state.ts";

/** Whose channel has opened. */
export interface Opened {
  /** The member's public key, base64url, and the id made from it. */
  key: string;
  id: string;
  token: Uint8Array | undefined;
}

export class RoomCore {
  readonly state: RoomState;
  readonly #limits: HostLimits;

  constructor(state: RoomState, limits: HostLimits) {
    this.state = state;
    this.#limits = limits;
  }

  /** A channel is open; its hello is awaited. */
  opened(conn: ConnectionId, who: Opened, { monotonic: at }: Moment): void {
    const { sendBurst, readBurst, commandBurst } = this.#limits;
    this.state.sessions.set(conn, {
      life: "greeting",
      ...who,
      budgets: {
        sends: { tokens: sendBurst, at },
        reads: { tokens: readBurst, at },
        commands: { tokens: commandBurst, at },
      },
    });
  }

  /** A command has come. Refusals are effects; what ends a connection at fault is one, too. */
  command(conn: ConnectionId, command: Command, moment: Moment): Effect[] {
    return runCommand(this.state, conn, command, moment, this.#limits);
  }

  /** A command has come that could not be read, though it tells what it was about. */
  unreadable(conn: ConnectionId, error: ProtocolError, moment: Moment): Effect[] {
    const session = this.state.sessions.get(conn);
    if (!session) return [];
    return [
      refusal(conn, error, error.about ?? {}),
      ...slow(session, "commands", conn, moment, this.#limits),
    ];
  }

  /** The entry of `ticket` has ended. */
  settled(ticket: Ticket, outcome: Outcome): Effect[] {
    if (outcome.kind === "stored" && outcome.seq !== null) this.state.head = outcome.seq;
    switch (ticket.for) {
      case "send":
        return [answerSend(ticket.conn, ticket.n, outcome)];
      case "admit":
        ticket.settle(outcome.kind === "stored");
        return outcome.kind === "stored"
          ? admit(this.state, ticket.conn)
          : [{ do: "end", conn: ticket.conn, code: codeOf(outcome) }];
      case "request": {
        if (outcome.kind === "stored")
          return [
            { do: "tell", conn: ticket.conn, message: { type: "done", re: ticket.re } },
            ...ticket.commit(),
          ];
        ticket.revert();
        return [refusal(ticket.conn, new ProtocolError(codeOf(outcome)), { re: ticket.re })];
      }
    }
  }

  /** A connection is no more. `said` where the client took its leave. */
  closed(conn: ConnectionId, said: boolean): Effect[] {
    const session = this.state.sessions.get(conn);
    this.state.sessions.delete(conn);
    return session?.life === "live" ? depart(this.state, session.id, said) : [];
  }

  /** The grace of a member who went is over. */
  elapsed(member: string, departure: number): Effect[] {
    return this.state.leaving.get(member) === departure ? gone(this.state, member) : [];
  }

  /** The new password of the room is stretched. */
  passwordReady(conn: ConnectionId, re: number, stretched: string | null, moment: Moment): Effect[] {
    const session = this.state.sessions.get(conn);
    if (session?.life !== "live") return [];
    const { id: member, client } = session;
    return passwordReady(
      { state: this.state, conn, member, client, moment, limits: this.#limits },
      re,
      stretched,
    );
  }

  /** Members who are here now, as `joined` and `left` tell it: a reload is neither, so its moment away does not count. */
  here(): { id: string; name: string }[] {
    const { here, leaving } = this.state;
    return [...here.keys(), ...leaving.keys()].map((id) => ({ id, name: memberOf(this.state, id).name }));
  }
}

const codeOf = (outcome: Outcome) => (outcome.kind === "failed" ? outcome.code : "INTERNAL");

function answerSend(conn: ConnectionId, n: number, outcome: Outcome): Effect {
  switch (outcome.kind) {
    case "stored":
    case "duplicate":
      return { do: "tell", conn, message: { type: "ack", n, seq: outcome.seq } };
    case "expected":
      return { do: "tell", conn, message: { type: "expected", n, expect: outcome.n } };
    case "conflict":
      return refusal(conn, new ProtocolError("CONFLICT"), { n });
    case "failed":
      return refusal(conn, new ProtocolError(outcome.code), { n });
  }
}
