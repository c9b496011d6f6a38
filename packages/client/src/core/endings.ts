/** What follows when a connection ends with a code: the end, or another try. */
import { errorOfClose, ProtocolError } from "@partyline/protocol";
import { RELAY_ERRORS, relayErrorOfClose, limits as relayLimits, windowOfReason } from "@partyline/relay";
import { SecureError } from "@partyline/secure";
import { ClientError, codeOf } from "../errors.ts";

/** Why a connection ended: `code` is undefined where it just broke. */
export interface Ended {
  readonly code: string | undefined;
  readonly detail: string | undefined;
  /** A word in clear, which anybody on the road may have said: no reason to give the room up (secure S7.3, relay R8.3). */
  readonly hint?: boolean;
  /** Within how many seconds those who come back to the switchboard spread themselves (relay R8.4). */
  readonly windowSeconds?: number;
}

/** What the close code of a link says. A host seals its reason into a `bye`; a bare code may be the switchboard's, or of
 *  whoever else is in between. */
export function endOfClose(close: number, reason: string): Ended {
  const ofSwitchboard = relayErrorOfClose(close);
  if (ofSwitchboard !== undefined) {
    const windowSeconds = windowOfReason(reason, relayLimits.WINDOW_SECONDS);
    return { code: ofSwitchboard, detail: RELAY_ERRORS[ofSwitchboard], hint: true, windowSeconds };
  }
  return { code: errorOfClose(close), detail: undefined, hint: true };
}

/** Codes of the channel that say something to the person; the others all mean a bad frame. */
const VERDICTS: ReadonlySet<string> = new Set([
  "WRONG_PASSWORD",
  "TOO_MANY_TRIES",
  "PASSWORD_NOT_ASKED",
  "WRONG_HOST_KEY",
]);

/** What follows from an error while a frame was handled, and the code to close the link with. */
export function endOfFault(error: unknown): { ended: Ended; close: "BAD_MESSAGE" | "INTERNAL" } {
  const known =
    error instanceof SecureError || error instanceof ProtocolError || error instanceof ClientError;
  const code = known ? codeOf(error) : "INTERNAL";
  const tries = error instanceof SecureError ? error.triesLeft : undefined;
  const detail = tries === undefined ? String((error as Error).message) : triesLeft(tries);
  const isFault = error instanceof SecureError && !VERDICTS.has(code);
  return {
    ended: { code: isFault ? "BAD_MESSAGE" : code, detail },
    close: known ? "BAD_MESSAGE" : "INTERNAL",
  };
}

const triesLeft = (tries: number): string =>
  `Wrong password. ${tries === 1 ? "1 try" : `${tries} tries`} left for now.`;

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
  "PASSWORD_NOT_ASKED",
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

/** What follows an end. `tries` counts the breaks since the last good connection: RESUME means "come back now", but not
 *  in a tight circle. */
export function sequelOf({ code, hint }: Pick<Ended, "code" | "hint">, tries: number): Sequel {
  if (code !== undefined && FINAL.has(code) && !hint) return "end";
  return code === "RESUME" && tries === 0 ? "at-once" : "later";
}

/** Codes that say the other side sent what it must not: worth telling, since retrying alone may not cure it. */
const TROUBLE: ReadonlySet<string> = new Set(["BAD_MESSAGE", "TOO_LARGE", "EPOCH", "INTERNAL"]);
export const isTrouble = (code: string): boolean => TROUBLE.has(code);
