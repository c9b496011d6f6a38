/** `partyline send ROOM [TEXT]`: says one message, or one a line from stdin. */
import { limits } from "@partyline/protocol";
import type { Context } from "../context.ts";
import { AppError, codeOf, sentenceOfError } from "../errors.ts";
import { type NumberedLine, readLines } from "../lines.ts";
import { endingOf, interruptedWith, type Seat, takeSeat, tellConnection, untilLive } from "../session.ts";
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
    const lines = text === undefined ? readLines(stdin, LINE_BYTES) : [{ number: 0, text }];
    await sendAll(seat, lines, context);
  } finally {
    off();
    stdin.destroy();
    await seat.close();
  }
}

/** "Line 7: ..." for what came from stdin. */
const atLine = (number: number, error: unknown): AppError =>
  new AppError(codeOf(error), `${number ? `Line ${number}: ` : ""}${sentenceOfError(error)}`, { cause: error });

async function sendAll(
  seat: Seat,
  lines: AsyncIterable<NumberedLine> | Iterable<NumberedLine>,
  { output, interrupt }: Context,
): Promise<void> {
  const { client } = seat;
  const stop = Promise.withResolvers<never>();
  stop.promise.catch(() => {});
  let handed = 0;
  let acked = 0;
  const unsent = (): string => {
    const left = handed - acked;
    if (left === 0) return "Interrupted. Everything read so far was sent.";
    return `Interrupted. ${count(left, "message was", "messages were")} not sent; that happens the next time you join this room.`;
  };
  const leave = () => stop.reject(interruptedWith(unsent()));
  const ended = client.on((event) => {
    if (event.kind === "state" && event.state.kind === "ended") stop.reject(endingOf(client));
  });
  interrupt.addEventListener("abort", leave, { once: true });
  if (interrupt.aborted) leave();

  // Acks are written one after the other, as they come; a slow reader of stdout slows the reading of stdin.
  let written: Promise<void> = Promise.resolve();
  let freed = Promise.withResolvers<void>();
  const send = (n: number, line: NumberedLine): void => {
    const sent = client.send(line.text);
    written = Promise.all([sent, written]).then(async ([{ seq }]) => {
      acked++;
      freed.resolve();
      await output.write(undefined, { event: "acked", n, seq });
    });
    sent.catch((error) => stop.reject(atLine(line.number, error)));
    written.catch((error) => stop.reject(error));
  };

  let fault: unknown;
  try {
    for await (const line of stoppable(lines, stop.promise)) {
      if (line.text.trim() === "") continue;
      while (handed - acked >= WINDOW) {
        freed = Promise.withResolvers<void>();
        await Promise.race([freed.promise, stop.promise]);
      }
      handed++;
      send(handed, line);
    }
  } catch (error) {
    // What was read before a bad line is still said; what ended the room or the run ends this too.
    if (!codeOf(error).startsWith("LINE_")) throw error;
    fault = error;
  }
  try {
    await Promise.race([written, stop.promise]);
  } finally {
    ended();
    interrupt.removeEventListener("abort", leave);
  }
  if (fault) throw fault;
}

/** The items of `source` until `stop` rejects, even while the source has none to give. */
async function* stoppable<T>(source: AsyncIterable<T> | Iterable<T>, stop: Promise<never>): AsyncGenerator<T> {
  const items = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  for (;;) {
    const { done, value } = await Promise.race([Promise.resolve(items.next()), stop]);
    if (done) return;
    yield value;
  }
}
