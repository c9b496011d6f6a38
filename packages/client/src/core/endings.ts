/** What follows when a connection ends with a code: the end, or another try. */

/** Trying again with the same name, password and link would fail again, or is not wanted. */
const FINAL: ReadonlySet<string> = new Set([
  "CLOSED",
  "KICKED",
  "BANNED",
  "NAME_EMPTY",
  "NAME_TOO_LONG",
  "NAME_CHARACTERS",
  "NAME_MIXED_SCRIPTS",
  "NAME_RESERVED",
  "NAME_TAKEN",
  "NAME_CONFUSABLE",
  "PASSWORD_REQUIRED",
  "WRONG_PASSWORD",
  "TOO_MANY_TRIES",
  "PASSWORD_EMPTY",
  "PASSWORD_CHARACTER",
  "PASSWORD_TOO_LONG",
  "TOKEN_REQUIRED",
  "VERSION",
  "ROOM_FULL",
  "TOO_MANY_CLIENTS",
  "WRONG_HOST_KEY",
  "BAD_KEY",
  "BAD_TEXT",
]);

export type Sequel = "end" | "at-once" | "later";

/** What follows `code` (undefined where the connection just broke). `tries` counts the breaks since the last good
 *  connection: RESUME means "come back now", but not in a tight circle. */
export function sequelOf(code: string | undefined, tries: number): Sequel {
  if (code !== undefined && FINAL.has(code)) return "end";
  return code === "RESUME" && tries === 0 ? "at-once" : "later";
}

/** Codes that say the other side sent what it must not: worth telling, since retrying alone may not cure it. */
const TROUBLE: ReadonlySet<string> = new Set(["BAD_MESSAGE", "TOO_LARGE", "EPOCH", "INTERNAL"]);
export const isTrouble = (code: string): boolean => TROUBLE.has(code);
