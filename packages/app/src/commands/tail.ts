/** `partyline tail ROOM`: what is said, as it comes. */
import type { RoomEvent } from "@partyline/protocol";
import type { Context } from "../context.ts";
import { interrupted } from "../errors.ts";
import { endingOf, takeSeat, tellConnection, untilLive } from "../session.ts";
import { safeLine, safeText } from "../terminal/safe-text.ts";
import { clockTime, sentenceOf } from "../words.ts";

export interface TailOptions {
  /** The first event to show; default: the newest ones. */
  from?: number;
  /** Whether to stay for what comes. */
  follow: boolean;
}

/** An event for programs: the contract's fields, `at` as ISO 8601. Ids stay out: they say nothing to a reader. */
export function tailObject(event: RoomEvent): object {
  const { seq, kind } = event;
  const at = new Date(event.at).toISOString();
  switch (event.kind) {
    case "message":
      return { seq, kind, from: event.from, text: event.text, at };
    case "join":
      return { seq, kind, from: event.from, at };
    case "rename":
      return { seq, kind, from: event.from, to: event.to, at };
    case "room": {
      const { name, password } = event;
      return {
        seq,
        kind,
        from: event.from,
        ...(name === undefined ? {} : { name }),
        ...(password === undefined ? {} : { password }),
        at,
      };
    }
    case "unknown":
      return { seq, kind: event.was, at };
    default:
      return { seq, kind, from: event.from, name: event.name, at };
  }
}

/** An event for people: time, name and text; further lines of a text stand under its first. */
export function tailRow(event: RoomEvent): string {
  const time = `${clockTime(event.at)}  `;
  if (event.kind !== "message") return `${time}${sentenceOf(event)}`;
  return `${time}${safeLine(event.from)}  ${safeText(event.text).replaceAll("\n", `\n${" ".repeat(time.length)}`)}`;
}

/** Shows events until the room ends, or those that it has. Errors: those of joining, why the room ended. */
export async function tailRoom(room: string, options: TailOptions, context: Context): Promise<void> {
  const { output, interrupt } = context;
  const since = options.from === undefined ? {} : { since: { seq: options.from - 1 } };
  const seat = await takeSeat(room, context, since);
  const { client } = seat;
  const off = tellConnection(client, output.note);
  const events = client.events();
  const leave = () => void client.close();
  interrupt.addEventListener("abort", leave, { once: true });
  try {
    let head: number | undefined;
    let shown = (options.from ?? 1) - 1;
    const live = untilLive(seat, interrupt);
    live.catch(() => {});
    for await (const event of events) {
      if (event.kind === "room") head ??= event.room.head;
      if (event.kind === "reset" && event.why === "gap" && options.from !== undefined)
        output.note(`What was said before ${event.first} is no longer kept.`);
      if (event.kind === "events") {
        for (const one of event.events) {
          if (!options.follow && head !== undefined && one.seq > head) break;
          await output.write(tailRow(one), tailObject(one));
          shown = one.seq;
        }
      }
      const there = event.kind === "state" && event.state.kind === "live";
      if (!options.follow && head !== undefined && (shown >= head || there)) return;
    }
    await live;
    if (interrupt.aborted) throw interrupted();
    const ending = endingOf(client);
    if (ending?.code === "CLOSED") output.note(ending.message);
    else if (ending) throw ending;
  } finally {
    off();
    interrupt.removeEventListener("abort", leave);
    await seat.close();
  }
}
