/** `partyline send ROOM [TEXT]`: says one message, or one a line from stdin. */
import type { RoomClient } from "@partyline/client";
import { decodeCommand, encodeCommand, limits } from "@partyline/protocol";
import type { Context } from "../context.ts";
import { AppError, codeOf, interrupted, sentenceOfError } from "../errors.ts";
import { type NumberedLine, readLines } from "../lines.ts";
import { endingOf, type Seat, takeSeat, tellConnection, untilLive } from "../session.ts";
import { count } from "../words.ts";

/** Messages handed to the client and not acked: more would only wait in its outbox instead of in the pipe. */
const WINDOW = 512;
/** A UTF-16 unit is at most 3 bytes of UTF-8; two more for the line end. */
const LINE_BYTES = limits.TEXT_UNITS * 3 + 2;

/** Sends, and returns once every message is stored at the host. Errors: those of joining; LINE_*, TEXT_* naming the
 *  line; INTERRUPTED saying how many are not sent. */
export async function sendMessages(room: string, text: string | undefined, context: Context): Promise<void> {
  const { interrupt, stdin } = context;
  const seat = await takeSeat(room, context);
  const off = tellConnection(seat.client, context.output.note);
  try {
    await untilLive(seat, interrupt);
    await untilFew(seat.client, interrupt);
    const lines = text === undefined ? readLines(stdin, LINE_BYTES) : [{ number: 0, text }];
    await sendAll(seat, lines, context);
  } finally {
    off();
    stdin.destroy();
    await seat.close();
  }
}

/** Waits until what an earlier run has left in the outbox is sent, but for a window of it: the outbox has an end. */
async function untilFew(client: RoomClient, interrupt: AbortSignal): Promise<void> {
  const few = () => client.pending.filter(({ failed }) => !failed).length <= WINDOW;
  if (few()) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const leave = () => reject(interrupted());
  interrupt.addEventListener("abort", leave, { once: true });
  const off = client.on((event) => {
    if (event.kind === "state" && event.state.kind === "ended") reject(endingOf(client) ?? interrupted());
    else if (event.kind === "acked" && few()) resolve();
  });
  await promise.finally(() => {
    off();
    interrupt.removeEventListener("abort", leave);
  });
}

/** "Line 7: ..." for what came from stdin. */
const atLine = (number: number, error: unknown): AppError =>
  new AppError(codeOf(error), `${number ? `Line ${number}: ` : ""}${sentenceOfError(error)}`, {
    cause: error,
  });

/** Refuses what no message may be, before it is handed over: what was read before it is still sent. */
function checkText({ number, text }: NumberedLine): void {
  try {
    decodeCommand(encodeCommand({ type: "send", n: 1, body: { kind: "message", text } }));
  } catch (error) {
    throw atLine(number, error);
  }
}

async function sendAll(
  { client }: Seat,
  lines: AsyncIterable<NumberedLine> | Iterable<NumberedLine>,
  { output, interrupt, stdin }: Context,
): Promise<void> {
  let handed = 0;
  let acked = 0;
  let stopped: { error: unknown } | undefined;
  const finished = Promise.withResolvers<void>();
  let freed = Promise.withResolvers<void>();
  // Ends the reading, wherever it waits: for stdin, for acks, or for the last of them.
  const stop = (error: unknown): void => {
    stopped ??= { error };
    stdin.destroy();
    freed.resolve();
    finished.resolve();
  };
  const leave = () => stop(interrupted(unsentLine(handed - acked)));
  const off = client.on((event) => {
    if (event.kind === "state" && event.state.kind === "ended") stop(endingOf(client));
  });
  interrupt.addEventListener("abort", leave, { once: true });
  if (interrupt.aborted) leave();

  // Acks are written in order, as they come; a slow reader of stdout slows the reading of stdin.
  let written: Promise<void> = Promise.resolve();
  const send = (n: number, line: NumberedLine): void => {
    const sent = client.send(line.text);
    sent.catch((error) => stop(atLine(line.number, error)));
    written = Promise.all([sent, written]).then(async ([{ seq }]) => {
      await output.write(undefined, { event: "acked", n, seq });
      acked++;
      freed.resolve();
    });
    written.catch(stop);
  };

  let badLine: unknown;
  try {
    for await (const line of lines) {
      if (line.text.trim() === "") continue;
      checkText(line);
      while (handed - acked >= WINDOW && !stopped) {
        freed = Promise.withResolvers();
        await freed.promise;
      }
      if (stopped) break;
      handed++;
      send(handed, line);
    }
  } catch (error) {
    // What was read before a bad line is still sent.
    badLine = error;
  }
  written.then(finished.resolve, stop);
  await finished.promise;
  off();
  interrupt.removeEventListener("abort", leave);
  if (stopped) throw (stopped as { error: unknown }).error;
  if (badLine) throw badLine;
}

function unsentLine(left: number): string {
  if (left === 0) return "Interrupted. Everything that was read is sent.";
  const what = count(left, "message was", "messages were");
  return `Interrupted. ${what} not sent; that happens the next time you join this room.`;
}
