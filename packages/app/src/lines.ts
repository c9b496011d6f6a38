/** Reads text line by line from a stream, without ever holding more than one line. */
import { AppError } from "./errors.ts";

const LF = 0x0a;

export interface NumberedLine {
  /** Counted from 1. */
  number: number;
  text: string;
}

/** The lines of a stream of bytes, LF or CRLF; the last one needs no line end. A consumer that waits makes the stream
 *  wait. Errors, naming the line: LINE_TOO_LONG past `maxBytes`, LINE_ENCODING for what is not UTF-8. */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<NumberedLine> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let number = 1;
  let parts: Uint8Array[] = [];
  let held = 0;

  const hold = (part: Uint8Array): void => {
    held += part.length;
    if (held > maxBytes) throw new AppError("LINE_TOO_LONG", `Line ${number} is too long for one message.`);
    if (part.length > 0) parts.push(part);
  };
  const take = (): NumberedLine => {
    const bytes = Buffer.concat(parts);
    const here = number++;
    parts = [];
    held = 0;
    try {
      return { number: here, text: utf8.decode(bytes).replace(/\r$/, "") };
    } catch (cause) {
      throw new AppError("LINE_ENCODING", `Line ${here} is not text in UTF-8.`, { cause });
    }
  };

  for await (const chunk of source) {
    let from = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
      hold(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  if (held > 0) yield take();
}

/** The lines of a stream of bytes, LF or CRLF; undefined in place of one that is too long or not UTF-8. */
export async function* wholeLines(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string | undefined> {
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let held = 0;
  const hold = (part: Uint8Array): void => {
    held += part.length;
    if (held <= maxBytes) parts.push(part);
  };
  const take = (): string | undefined => {
    const bytes = held <= maxBytes ? Buffer.concat(parts) : undefined;
    parts = [];
    held = 0;
    try {
      return bytes && utf8.decode(bytes).replace(/\r$/, "");
    } catch {
      return undefined;
    }
  };
  for await (const chunk of source) {
    let from = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, from)) {
      hold(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    hold(chunk.subarray(from));
  }
  if (held > 0) yield take();
}
