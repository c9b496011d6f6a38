/** The program's own log, on stderr: JSON for programs, one plain line for people. No entry has what was said, or a
 *  secret, whatever it was given (`scrub.ts`). */
import { Writable } from "node:stream";
import type { LogLevel } from "./options.ts";
import { scrub, scrubFields } from "./scrub.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** Takes what happened; `fields` say with what. */
export type Log = (level: "debug" | "info" | "warn" | "error", message: string, fields?: object) => void;

/** One line of JSON as one line for people. */
export function plainLine(line: string): string {
  const { level, time: _time, msg, ...rest } = JSON.parse(line);
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
  return safeLine(`${level}: ${msg ?? ""}${more}`);
}

/** A log at `level`. As JSON an entry is `{"level":"info","time":"2026-11-22T12:00:00.000Z",...,"msg":"..."}`. */
export async function createLog(level: LogLevel, stderr: Writable, json: boolean): Promise<Log> {
  if (level === "silent") return () => {};
  const { pino, stdTimeFunctions } = await import("pino");
  const people = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      stderr.write(`${plainLine(chunk)}\n`, () => done());
    },
  });
  const formatters = { level: (label: string) => ({ level: label }) };
  const options = { level, base: null, timestamp: stdTimeFunctions.isoTime, formatters };
  const logger = pino(options, json ? stderr : people);
  return (at, message, fields = {}) => logger[at](scrubFields(fields), scrub(message));
}
