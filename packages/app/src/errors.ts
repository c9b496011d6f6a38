/** Failures of the command: a code, one clear line, and the exit code. */
import { sentenceOf } from "@partyline/client";

/** 70 is EX_SOFTWARE of sysexits.h: the program itself failed. */
export const EXIT = { done: 0, failed: 1, usage: 2, crashed: 70, interrupted: 130 } as const;

/** A failure that ends the command. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: string;
  readonly exit: number;
  constructor(code: string, message: string, options: ErrorOptions & { exit?: number } = {}) {
    super(message, options);
    this.code = code;
    this.exit = options.exit ?? EXIT.failed;
  }
}

/** Ended by Ctrl-C or a signal, with nothing to say about it, or that something is not done. */
export const interrupted = (message = ""): AppError =>
  new AppError("INTERRUPTED", message, { exit: EXIT.interrupted });

export const wrongUsage = (message: string): AppError => new AppError("USAGE", message, { exit: EXIT.usage });

/** Sentences for codes whose own words are meant for programs, or come from the system. */
const PLAIN: Readonly<Record<string, string>> = {
  WRONG_PASSWORD: "Wrong password.",
  TOO_MANY_TRIES: "Too many wrong passwords were tried in this room. Wait some minutes and try again.",
  PASSWORD_REQUIRED: "This room has a password. Give it with --password-file, or join from a terminal.",
  PASSWORD_EMPTY: "The password is empty.",
  PASSWORD_CHARACTER: "The password has a character that cannot be typed reliably. Use others.",
  PASSWORD_TOO_LONG: "The password is too long.",
  HANDSHAKE_FAILED: "The room's host could not prove its key, so nothing was sent to it.",
  WRONG_HOST_KEY: "What answers there is not this room: its keys are others.",
  UNREACHABLE: "Nothing answers there. Is the host on, and on this network?",
  TIMEOUT: "Nothing answered in time. Is the host on, and on this network?",
  NOT_PARTYLINE: "Something answers there, but it is no Partyline host.",
  ROOM_NOT_OPEN: "The host is there, but this room is not open.",
  EACCES: "This file or folder may not be used by you",
  EPERM: "This file or folder may not be used by you",
  EROFS: "This folder cannot be written to",
  ENOSPC: "The disk is full",
  ENOENT: "There is no such file or folder",
  EISDIR: "That is a folder, not a file",
  ENOTDIR: "That is a file, not a folder",
};

/** The stable code of any failure. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code !== "" ? code : "INTERNAL";
}

/** Whether a failure is only that the reader of our output went away (`| head`). */
export const isBrokenPipe = (error: unknown): boolean =>
  ["EPIPE", "ERR_STREAM_DESTROYED"].includes(codeOf(error));

/** The sentence for a person: without the code, in one line. */
export function sentenceOfError(error: unknown): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const path = (error as { path?: unknown } | null)?.path;
  if (error instanceof AppError) return message;
  const plain = PLAIN[code];
  if (plain !== undefined) return typeof path === "string" ? `${plain}: ${path}` : plain;
  if (message === "" || message === code) return sentenceOf(code) ?? message;
  return message.split("\n")[0] ?? code;
}

/** What a failure prints on stderr, if anything, and the exit code it leads to. */
export function report(error: unknown): { line: string | undefined; exit: number } {
  const sentence = sentenceOfError(error);
  return {
    line: sentence === "" ? undefined : `partyline: ${sentence} (${codeOf(error)})`,
    exit: error instanceof AppError ? error.exit : EXIT.failed,
  };
}
