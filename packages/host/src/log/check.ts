/** Refuses entries that would not come back from the disk as they went in. */
import { LogError } from "./errors.ts";
import { HASH_BYTES } from "./limits.ts";
import type { Keep, LogEntry, MemberRecord, StateChange } from "./log.ts";

const refuse = (what: string): never => {
  throw new LogError("LOG_BAD_ENTRY", what);
};

/** SQLite ends a text at NUL when it is read back, and UTF-8 cannot hold a lone surrogate. */
function checkText(text: string, what: string): void {
  if (!text.isWellFormed() || text.includes("\0")) refuse(`${what} has characters that cannot be stored`);
}

function checkTime(at: number, what: string): void {
  if (!Number.isSafeInteger(at)) refuse(`${what} is not a whole number of milliseconds`);
}

function checkMember(member: MemberRecord): void {
  for (const field of ["id", "key", "name", "nameKey", "skeleton"] as const)
    checkText(member[field], `member.${field}`);
  checkTime(member.joinedAt, "member.joinedAt");
  if (member.bannedAt !== null) checkTime(member.bannedAt, "member.bannedAt");
}

function checkChange(change: StateChange): void {
  if (change.set === "member") {
    checkMember(change.member);
  } else {
    checkText(change.key, "meta.key");
    if (change.value !== null) checkText(change.value, "meta.value");
  }
}

/** Throws LOG_BAD_ENTRY unless every entry can be stored; the JSON itself is the caller's word. */
export function checkEntries(entries: readonly LogEntry[]): void {
  for (const { event, origin, changes } of entries) {
    if (event !== undefined) {
      checkTime(event.at, "event.at");
      checkText(event.kind, "event.kind");
      if (event.by !== null) checkText(event.by, "event.by");
      checkText(event.json, "event.json");
      if (!event.json.startsWith("{") || !event.json.endsWith("}")) refuse("event.json is not an object");
    }
    if (origin !== undefined) {
      if (event === undefined) refuse("there is an origin but no event");
      checkText(origin.member, "origin.member");
      checkText(origin.client, "origin.client");
      if (!Number.isSafeInteger(origin.n) || origin.n < 1) refuse("origin.n does not count from 1");
      if (origin.hash.length < 1 || origin.hash.length > HASH_BYTES)
        refuse(`origin.hash is not 1 to ${HASH_BYTES} bytes`);
    }
    for (const change of changes ?? []) checkChange(change);
  }
}

/** Throws LOG_BAD_ENTRY unless retention is given in whole numbers: what is not a number must not delete. */
export function checkKeep({ last = 0, since = 0 }: Keep): void {
  if (!Number.isSafeInteger(last) || last < 0) refuse("keep.last is not a count");
  checkTime(since, "keep.since");
}
