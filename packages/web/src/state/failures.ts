/** Failures in a person's words: what happened, and what helps. The code stands beside them in small print. */
import { isErrorCode, SENTENCES } from "@partyline/protocol";
import type { Failure, Outcome } from "./model.ts";

/** Sentences of this page, where nobody else has one, or where a page can say better what helps. */
const WORDS: Record<string, string> = {
  // Of the client.
  OFFLINE: "There is no connection just now. Try again in a moment.",
  TIMEOUT: "The host did not answer in time. Try again in a moment.",
  CLOSED_HERE: "This room was left on this device. What was not sent yet is kept for the next time.",
  DISCARDED: "The message was discarded.",
  NO_ENTRY: "That message is not waiting any more: it was sent or discarded, perhaps in another tab.",
  OUTBOX_FULL: "Too many messages are waiting to be sent. They go out when the host is back; then write on.",
  PASSWORD_REQUIRED: "This room has a password. Ask the person who invited you.",
  EPOCH: "The host sealed something with a key that it did not hand out. The page connects again by itself.",
  UNREACHABLE: "Nothing answers there. Check that you are on the same network, and that the room is open.",
  NOT_A_HOST: "No Partyline answers at that address. Check the address and the number after the colon.",
  BAD_LINK:
    "This link is not whole, so it leads to no room. Open it again as it was sent to you, or ask for a new one.",
  WHICH_ROOM: "That device has several rooms. Use the link of the one that you mean.",
  BAD_ADDRESS:
    "That link or address is not whole. A link starts with http:// and has /r/ and 32 letters and digits behind it. Copy it again.",
  SESSION_LOST: "Another tab has taken over this page's place in the room. Reload the page to go on.",
  STORE: "What belongs to this page could not be read or written. Look whether the disk is full.",
  NAME_CHARACTERS:
    "That name has characters that cannot be seen or used in a name. Type it again without them.",
  NAME_MIXED_SCRIPTS: "That name mixes alphabets, so it could pass for another one. Use one alphabet.",
  NOT_HERE: "That is done by Partyline on a device of your own, not by this page.",
  // Of switchboards.
  NOT_A_SWITCHBOARD: "What answers there is no switchboard. Check the address, or ask whoever runs it.",
  RATE: "Asked too often for now. Wait a minute, then try again.",
  UNAVAILABLE: "The switchboard cannot answer just now. Try again in a moment.",
  // Of the secure channel.
  WRONG_PASSWORD: "Wrong password.",
  TOO_MANY_TRIES: "Too many wrong passwords for now. Wait ten minutes, then try again.",
  WRONG_HOST_KEY:
    "Somebody else answers in this room's place: the keys are not those of the room. Ask for a new link.",
  PASSWORD_NOT_ASKED: "The host did not ask for the password that this room had. Ask the owner.",
  PASSWORD_EMPTY: "A password needs at least one character.",
  PASSWORD_CHARACTER: "That password has a character that cannot be typed reliably everywhere. Leave it out.",
  PASSWORD_TOO_LONG: "That password is too long. 256 characters are the most.",
  BAD_KEY: "This link or listing is damaged. Ask for a new link.",
  BAD_TEXT: "This link or listing is damaged. Ask for a new link.",
  // Of rooms, and of who is asked for one.
  NOT_FOUND: "No such room was found on this network. Check the name, or use the room's link.",
  AMBIGUOUS: "Several rooms have that name. Use the link of the one that you mean.",
  CHANGED_KEY:
    "Another room has that name now: its keys are not those of the room that you joined. Ask its owner. To join the new one, forget the old one first.",
  ROOM_NOT_OPEN: "That room is not open now. Ask its owner to open it.",
  NOT_PARTYLINE: "No Partyline answers at that address. Check the address and the number after the colon.",
  USAGE:
    "That is neither a room's name nor an address nor a whole link. A link starts with http:// and has /r/ and 32 letters and digits behind it. Copy it again.",
  NO_ROOM:
    "There is no such room there: it was taken away, or the link is old or mistyped. Ask for a new link, or look at the rooms nearby.",
  LOG_FULL: "The host's disk is full, so nothing can be stored there now. It goes on when there is room.",
  LOG_READ_ONLY: "The host's data folder cannot be written to. Its owner can mend that.",
  LOG_FAILED: "The host could not store that. Try again in a moment.",
  INTERNAL: "The program failed at that. Its log says more. Try again in a moment.",
  BAD_MESSAGE:
    "The two programs do not understand each other. Reload the page; if that does not help, update.",
  VERSION:
    "This page and the host are of different versions. Reload the page; if that does not help, update.",
  ROOM_FULL: "This room is full. Ask the owner, or try again later.",
  TOO_MANY_CLIENTS: "You have this room open in too many places at once. Close one, then try again.",
  TOKEN_REQUIRED:
    "This room is joined by its link only, and the last part of yours is missing or wrong. Ask for the whole link.",
  KICKED: "The owner of this room has removed you for now. You may join again.",
  BANNED: "The owner of this room has banned you. Only the owner can take that back.",
};

/** Adds sentences for codes that only some pages can meet: they come with what stands behind such a page. */
export function addWords(more: Readonly<Record<string, string>>): void {
  Object.assign(WORDS, more);
}

/** Codes whose detail is written for persons and says more than the code's own sentence. */
const TELLING: ReadonlySet<string> = new Set([
  "WRONG_PASSWORD",
  "NAME_EMPTY",
  "NAME_TOO_LONG",
  "NAME_CHARACTERS",
  "NAME_MIXED_SCRIPTS",
  "NAME_RESERVED",
  "AMBIGUOUS",
  "NOT_FOUND",
  "CHANGED_KEY",
  "ROOM_NOT_OPEN",
]);

/** A sentence: begins with a capital letter and ends as one. A bare code or a name of a class is none, and one with a
 *  command in it is for a terminal. */
const isSentence = (text: string): boolean =>
  (/^\p{Lu}\p{Ll}*\s.*\.$/u.test(text) || /^\p{Lu}\p{Ll}.*\.$/u.test(text)) && !text.includes("`");

/** The sentence for `code`; `detail` is what came with it. */
export function failureOf(code: string, detail?: string): Failure {
  const general = isErrorCode(code) ? SENTENCES[code] : undefined;
  const said = detail !== undefined && detail !== general && isSentence(detail) ? detail : undefined;
  const own = WORDS[code] ?? general;
  if (said !== undefined && (TELLING.has(code) || own === undefined)) return { code, message: said };
  return { code, message: own ?? "That did not work, for a reason this version does not know. Try again." };
}

/** The failure in whatever was thrown. */
export function failureIn(error: unknown): Failure {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return failureOf(
    typeof code === "string" ? code : "INTERNAL",
    typeof message === "string" ? message : undefined,
  );
}

/** Does it, and tells how that went; never rejects. */
export async function outcome<T>(task: () => Promise<T> | T): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    return { ok: false, failure: failureIn(error) };
  }
}
