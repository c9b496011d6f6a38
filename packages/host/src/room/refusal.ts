import type { Command, ProtocolError } from "@partyline/protocol";
import type { Effect } from "./effects.ts";
import type { ConnectionId } from "./state.ts";

/** The answer that names what it refuses. */
export function refusal(conn: ConnectionId, error: ProtocolError, what: { re?: number; n?: number }): Effect {
  const { code, message } = error;
  return {
    do: "tell",
    conn,
    message: {
      type: "refused",
      ...(what.re === undefined ? {} : { re: what.re }),
      ...(what.n === undefined ? {} : { n: what.n }),
      code,
      detail: message.slice(0, 500),
    },
  };
}

/** What names a command in its answer, if anything does. */
export function aboutOf(command: Command): { re?: number; n?: number } {
  if ("re" in command) return { re: command.re };
  return "n" in command ? { n: command.n } : {};
}
