/** The program's own log, on stderr: JSON for programs, one plain line for people. */
import { Writable } from "node:stream";
import type { LogLevel } from "./options.ts";
import { safeLine } from "./terminal/safe-text.ts";

/** Takes what happened; `fields` say with what. */
export type Log = (level: "debug" | "info" | "warn" | "error", message: string, fields?: object) => void;

const NAMES: Readonly<Record<number, string>> = {
  10: "trace",
  20: "debug",
  30: "info",
  40: "warn",
  50: "error",
  60: "fatal",
};

/** One line of pino as one line for people. */
export function plainLine(line: string): string {
  const { level, time: _time, pid: _pid, hostname: _host, msg, ...rest } = JSON.parse(line);
  const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
  return safeLine(`${NAMES[level] ?? level}: ${msg ?? ""}${more}`);
}

/** A log at `level`. */
export async function createLog(level: LogLevel, stderr: Writable, json: boolean): Promise<Log> {
  if (level === "silent") return () => {};
  const { pino } = await import("pino");
  const people = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      stderr.write(`${plainLine(chunk)}\n`, () => done());
    },
  });
  const logger = pino({ level, base: null }, json ? stderr : people);
  return (at, message, fields = {}) => logger[at](fields, message);
}
