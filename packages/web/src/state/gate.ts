/** What an ending puts between a person and the room. Pure. */
import { failureOf } from "./failures.ts";
import type { Gate } from "./model.ts";

const PASSWORD: ReadonlySet<string> = new Set([
  "PASSWORD_REQUIRED",
  "WRONG_PASSWORD",
  "TOO_MANY_TRIES",
  "PASSWORD_EMPTY",
  "PASSWORD_CHARACTER",
  "PASSWORD_TOO_LONG",
]);

const NAME: ReadonlySet<string> = new Set([
  "NAME_EMPTY",
  "NAME_TOO_LONG",
  "NAME_CHARACTERS",
  "NAME_MIXED_SCRIPTS",
  "NAME_RESERVED",
  "NAME_TAKEN",
  "NAME_CONFUSABLE",
]);

/** Endings that stay as they are, however often one tries. */
const FINAL: ReadonlySet<string> = new Set([
  "CLOSED",
  "BANNED",
  "TOKEN_REQUIRED",
  "WRONG_HOST_KEY",
  "BAD_KEY",
  "BAD_TEXT",
]);

/** The gate for an ending by `code`; `detail` is what came with it. */
export function gateOf(code: string, detail: string | undefined): Gate {
  const failure = failureOf(code, detail);
  if (PASSWORD.has(code))
    return { kind: "password", failure: code === "PASSWORD_REQUIRED" ? undefined : failure };
  if (NAME.has(code)) return { kind: "name", failure };
  return { kind: "ended", failure, retry: !FINAL.has(code) };
}
