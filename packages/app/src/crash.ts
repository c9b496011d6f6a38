/** The end that nobody planned: one readable line, the details in a file, and exit code 70. */
import { mkdirSync, readdirSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { codeOf, EXIT, isBrokenPipe } from "./errors.ts";
import { scrub } from "./scrub.ts";
import { GIVE_BACK } from "./terminal/screen.ts";

/** Reports that are kept: a program that is started again and again must not fill the disk. */
const KEPT = 10;
/** Causes that are followed. */
const CAUSES = 5;

export interface CrashPlace {
  /** The data folder, where the report is written. */
  home(): string;
  /** Which command was run, without what was typed with it. */
  command(): string;
  version: string;
}

/** Listens for errors and rejections that nobody took, and ends the program with the first one. The answer does so with
 *  an error that was taken, and should not have been there to take. */
export function watchCrashes(target: NodeJS.Process, place: CrashPlace): (error: unknown) => void {
  let ending = false;
  const crash = (error: unknown): void => {
    if (ending) return;
    ending = true;
    // Nobody reads any more: `partyline export ROOM | head`.
    if (isBrokenPipe(error)) target.exit(EXIT.done);
    restoreTerminal(target);
    say(crashLine(error, writeReport(error, place)));
    target.exit(EXIT.crashed);
  };
  target.on("uncaughtException", crash);
  target.on("unhandledRejection", crash);
  return crash;
}

/** Whether an error is one of the program itself, and not of what it was asked or of where it runs. */
export const isFault = (error: unknown): boolean =>
  (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) &&
  error.cause === undefined &&
  codeOf(error) === "INTERNAL";

const crashLine = (error: unknown, path: string | undefined): string =>
  `partyline: The program failed in a way it was not made for, and has ended. What was stored is safe. ` +
  `${path === undefined ? "The details could not be written anywhere." : `The details are in ${path}.`} (${codeOf(error)})`;

function say(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // Nobody hears it.
  }
}

/** The report's path; undefined where it cannot be written. */
function writeReport(error: unknown, place: CrashPlace): string | undefined {
  try {
    const home = place.home();
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const now = new Date().toISOString();
    const path = join(home, `crash-${now.replace(/\D/g, "").slice(0, 17)}-${process.pid}.txt`);
    writeFileSync(path, reportOf(error, now, place), { mode: 0o600, flag: "wx" });
    const old = readdirSync(home).filter((name) => /^crash-\d+-\d+\.txt$/.test(name));
    for (const name of old.sort().slice(0, -KEPT)) rmSync(join(home, name), { force: true });
    return path;
  } catch {
    return undefined;
  }
}

/** What a person can send to whoever mends the program: where it failed, and nothing of theirs. */
export function reportOf(
  error: unknown,
  now: string,
  { command, version }: Omit<CrashPlace, "home">,
): string {
  const lines = [
    `time     ${now}`,
    `program  partyline ${version}, ${command()}`,
    `system   Node ${process.version}, ${process.platform} ${process.arch}`,
    "",
  ];
  let one: unknown = error;
  for (let depth = 0; one !== undefined && depth < CAUSES; depth += 1) {
    lines.push(`${depth === 0 ? "" : "caused by "}${headOf(one)}`, ...framesOf(one));
    one = one instanceof Error ? one.cause : undefined;
  }
  return `${lines.join("\n")}\n`;
}

const headOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.name} (${codeOf(error)}): ${scrub(error.message)}`
    : `thrown: ${typeof error}`;

/** The frames alone: what comes before them repeats the message, in its own words. */
const framesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at\s/.test(line)) : [];

/** A chat takes every key as it comes, and a shell would not echo what is typed after it; and it has drawn rows, which the
 *  last words must not stand in the middle of. */
function restoreTerminal({ stdin, stdout }: NodeJS.Process): void {
  try {
    if (!stdin.isTTY || !stdin.isRaw) return;
    stdin.setRawMode(false);
    if (stdout.isTTY) writeSync(1, GIVE_BACK);
  } catch {
    // The terminal has gone.
  }
}
