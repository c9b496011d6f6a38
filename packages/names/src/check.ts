import { type CharacterFault, characterFault } from "./characters.ts";
import { displayForm, keyOf, skeletonOf } from "./forms.ts";
import { countCharacters } from "./graphemes.ts";
import * as limits from "./limits.ts";
import { isReservedRoomName, isReservedUsername } from "./reserved.ts";
import { mixedScripts } from "./scripts.ts";

/** Why a name was refused; stable, for programs. */
export type NameCode =
  | "NAME_EMPTY"
  | "NAME_TOO_LONG"
  | "NAME_CHARACTERS"
  | "NAME_MIXED_SCRIPTS"
  | "NAME_RESERVED";

/** A name that may be used, in its three forms. Two names collide when their keys or their skeletons are equal;
 *  whoever keeps names compares both, each time the display form changes, and only between different owners
 *  (SPEC N14). */
export interface AcceptedName {
  ok: true;
  /** What is shown: NFC, trimmed, inner white space one space. Checking it again gives it again. */
  name: string;
  /** Equal for the same name: case, width and composition do not count. */
  key: string;
  /** Equal for names that look alike. Not for showing. */
  skeleton: string;
}

/** A name that may not be used. */
export interface RefusedName {
  ok: false;
  code: NameCode;
  /** One plain sentence for a person: the cause and, where there is one, the next step. */
  message: string;
}

export type NameCheck = AcceptedName | RefusedName;

/** What differs between the two kinds of names. */
interface Kind {
  readonly bytes: number;
  readonly isReserved: (name: string) => boolean;
  readonly reservedMessage: string;
  readonly isAddress: (name: string) => boolean;
}

const USERNAME: Kind = {
  bytes: limits.USERNAME_BYTES,
  isReserved: isReservedUsername,
  reservedMessage: "This name could be taken for whoever runs the room. Pick another.",
  isAddress: () => false,
};

const ROOM_NAME: Kind = {
  bytes: limits.ROOM_NAME_BYTES,
  isReserved: isReservedRoomName,
  reservedMessage: "This name belongs to Partyline itself. Pick another.",
  isAddress: looksLikeAddress,
};

/** Judges a username by SPEC rules N1 to N10 and gives its forms. Never throws. */
export function checkUsername(input: string): NameCheck {
  return check(input, USERNAME);
}

/** Judges a room name by SPEC rules N1 to N11 and gives its forms. Never throws. */
export function checkRoomName(input: string): NameCheck {
  return check(input, ROOM_NAME);
}

function check(input: string, kind: Kind): NameCheck {
  if (input.length > limits.INPUT_UNITS) {
    return refuse(
      "NAME_TOO_LONG",
      `A name can have ${limits.NAME_CHARACTERS} characters at most; this one is far longer.`,
    );
  }
  if (!input.isWellFormed()) {
    return refuse("NAME_CHARACTERS", "This name has half a character in it. Type it again.");
  }
  const name = displayForm(input);
  if (name === "") return refuse("NAME_EMPTY", "A name needs at least one letter, digit or emoji.");
  const tooLong = lengthFault(name, kind.bytes);
  if (tooLong !== undefined) return refuse("NAME_TOO_LONG", tooLong);
  const fault = characterFault(name);
  if (fault !== undefined) return refuse("NAME_CHARACTERS", characterMessage(fault));
  const mixed = mixedScripts(name);
  if (mixed !== undefined) {
    return refuse(
      "NAME_MIXED_SCRIPTS",
      `This name mixes ${mixed[0]} and ${mixed[1]} letters, so it could pass for another. Use one alphabet.`,
    );
  }
  if (kind.isAddress(name)) {
    return refuse(
      "NAME_CHARACTERS",
      "This name looks like a room's address. Leave out the end after # or : and try again.",
    );
  }
  const skeleton = skeletonOf(name);
  if (skeleton === "") return refuse("NAME_EMPTY", "A name needs at least one letter, digit or emoji.");
  if (kind.isReserved(name)) return refuse("NAME_RESERVED", kind.reservedMessage);
  return { ok: true, name, key: keyOf(name), skeleton };
}

function refuse(code: NameCode, message: string): RefusedName {
  return { ok: false, code, message };
}

function lengthFault(name: string, maxBytes: number): string | undefined {
  const characters = countCharacters(name);
  if (characters > limits.NAME_CHARACTERS) {
    return `A name can have ${limits.NAME_CHARACTERS} characters at most; this one has ${characters}.`;
  }
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > maxBytes) {
    return `This name takes ${bytes} bytes of the ${maxBytes} that there is room for. Make it a little shorter.`;
  }
  return undefined;
}

function characterMessage(fault: CharacterFault): string {
  const which = `U+${fault.point.toString(16).toUpperCase().padStart(4, "0")}`;
  switch (fault.kind) {
    case "invisible":
      return `This name has a character that cannot be seen (${which}). Type it again without it.`;
    case "unknown":
      return `This name has a character that is not known here (${which}). Leave it out.`;
    case "stray-mark":
      return `This name has an accent (${which}) with no letter under it. Type it after its letter.`;
    case "repeated-mark":
      return `This name has the same accent (${which}) twice on one letter. Leave one out.`;
    case "too-many-marks":
      return `A letter can carry ${limits.MARKS_ON_ONE_BASE} accents at most; this name has one with more.`;
  }
}

/** N11: what a person can type for a room besides its name (`name#abcd`, with more of the id where four letters are
 *  not enough, `host:port`, a link) would be ambiguous if a name could look the same. Compared by key: "＃" is "#" to
 *  a person. */
function looksLikeAddress(name: string): boolean {
  const key = keyOf(name);
  return /.#[a-z2-7]{4}$|\S#[a-z2-7]{5,}$/u.test(key) || /^\S+:\d{1,5}$/u.test(key) || key.includes("://");
}
