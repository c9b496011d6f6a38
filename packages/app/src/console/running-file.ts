/** home/console.json: where the running program is, and the secret that lets this user's programs and pages in. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { randomText, type Secrets } from "./secrets.ts";

const schema = v.object({
  v: v.literal(1),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  /** null after an orderly end. */
  pid: v.nullable(v.number()),
  run: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)),
  secret: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
});

export interface Running extends Secrets {
  readonly port: number;
  readonly pid: number | null;
}

const pathIn = (home: string): string => join(home, "console.json");

/** What the file says; undefined where it is not there or not to be read, which is no obstacle to a start. */
export function readRunning(home: string): Running | undefined {
  try {
    const { v: _version, ...running } = v.parse(schema, JSON.parse(readFileSync(pathIn(home), "utf8")));
    return running;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step; for this user alone, since who has the secret is let in. */
export function writeRunning(home: string, running: Running): void {
  const path = pathIn(home);
  const { port, pid, run, secret } = running;
  writeFileSync(`${path}.new`, `${JSON.stringify({ v: 1, port, pid, run, secret })}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Secrets for a new run: the cookie's of the former run, so that its open pages are let in again. */
export const secretsAfter = (former: Running | undefined): Secrets => ({
  secret: former?.secret ?? randomText(32),
  run: randomText(16),
});
