import type { MessageEvent, RoomEvent } from "@partyline/protocol";
import { expect, test } from "vitest";
import { createFeed } from "../src/terminal/feed.ts";
import { createPeople } from "../src/terminal/people.ts";
import { statusText } from "../src/terminal/status.ts";
import { PLAIN_STYLE } from "../src/terminal/style.ts";
import { sentenceOf } from "../src/words.ts";

const ANNELI = "aaaaaaaaaaaaaaaa";
const BO = "bbbbbbbbbbbbbbbb";
const noon = new Date(2026, 10, 20, 12, 4).getTime();
let seq = 0;

const says = (from: string, text: string, minutes = 0): MessageEvent => ({
  seq: ++seq,
  at: noon + minutes * 60_000,
  kind: "message",
  by: from === "Anneli" ? ANNELI : BO,
  from,
  text,
  client: "0000000000000000",
  n: seq,
});
const feedOf = (columns: number) =>
  createFeed({ style: PLAIN_STYLE, columns: () => columns, now: () => noon });

test("messages of one person within five minutes stand under one name", () => {
  const feed = feedOf(80);
  const rows = [
    says("Anneli", "hello"),
    says("Anneli", "again", 4),
    says("Anneli", "later", 10),
    says("Bo", "hi", 10),
  ];
  expect(rows.flatMap((row) => feed.event(row))).toEqual([
    "12:04  Anneli        hello",
    "                     again",
    "12:14  Anneli        later",
    "12:14  Bo            hi",
  ]);
});

test("long texts stand under their first row, long names push it down, narrow windows give it their room", () => {
  expect(feedOf(40).event(says("Anneli", "one two three four five six seven eight"))).toEqual([
    "12:04  Anneli",
    "       one two three four five six",
    "       seven eight",
  ]);
  expect(feedOf(80).event(says("Konstantin der Große", "one\ntwo"))).toEqual([
    "12:04  Konstantin der Große",
    "                     one",
    "                     two",
  ]);
});

test("another day has its heading, and today is called so", () => {
  const feed = feedOf(80);
  expect(feed.event(says("Bo", "yesterday", -24 * 60))).toEqual([
    "",
    "       Thursday 19 November 2026",
    "12:04  Bo            yesterday",
  ]);
  expect(feed.event(says("Bo", "now", 0))).toEqual(["", "       Today", "12:04  Bo            now"]);
});

test("names and texts of others cannot reach the terminal's controls", () => {
  expect(feedOf(80).event(says("B\u001bo", "\u001b[31mred\u202e"))).toEqual([
    "12:04  B␛o           ␛[31mred",
  ]);
});

test("every other event is a sentence, and ends a group", () => {
  const base = { seq: 1, at: noon, by: BO, from: "Bo" };
  const events: Exclude<RoomEvent, { kind: "message" }>[] = [
    { ...base, kind: "join" },
    { ...base, kind: "rename", to: "Bob" },
    { ...base, kind: "room", name: "Club" },
    { ...base, kind: "room", password: true },
    { ...base, kind: "room", password: false },
    { ...base, kind: "kick", member: ANNELI, name: "Anneli" },
    { ...base, kind: "ban", member: ANNELI, name: "Anneli" },
    { ...base, kind: "unban", member: ANNELI, name: "Anneli" },
    { seq: 1, at: noon, kind: "unknown", was: "reaction" },
  ];
  expect(events.map(sentenceOf)).toEqual([
    "Bo joined",
    "Bo is now called Bob",
    'Bo renamed the room to "Club"',
    "Bo set a new password",
    "Bo took the password away",
    "Bo removed Anneli",
    "Bo banned Anneli",
    "Bo took back the ban of Anneli",
    "Something was said that this version cannot show",
  ]);
  const feed = feedOf(80);
  feed.event(says("Bo", "one"));
  expect(feed.event(events[0]!)).toEqual(["12:04  Bo joined"]);
  expect(feed.event(says("Bo", "two"))).toEqual(["12:04  Bo            two"]);
});

const presence = (state: "here" | "away" | "gone", by = BO) =>
  ({ kind: "presence", by, from: by === BO ? "Bo" : "Anneli", state }) as const;

test("a coming is told once, whichever of its signs is first", () => {
  const join = { seq: 1, at: noon, kind: "join", by: BO, from: "Bo" } as const;
  const people = createPeople(() => ANNELI);
  expect(people.event(join)).toEqual({ before: undefined, doubled: false });
  expect(people.signal(presence("here"), 0)).toBeUndefined();
  expect(people.signal(presence("gone"), 0)).toBe("Bo left");
  expect(people.signal(presence("gone"), 0)).toBeUndefined();
  expect(people.signal(presence("here"), 0)).toBe("Bo joined");
  expect(people.event(join).doubled).toBe(true);
  expect(people.signal(presence("away"), 0)).toBeUndefined();
  expect(people.signal(presence("here", ANNELI), 0)).toBeUndefined();
});

test("who speaks before the coming is signalled has come", () => {
  const people = createPeople(() => ANNELI);
  expect(people.event(says("Bo", "hi"))).toEqual({ before: "Bo joined", doubled: false });
  expect(people.event(says("Bo", "again")).before).toBeUndefined();
  expect(people.signal(presence("here"), 0)).toBeUndefined();
});

test("who is removed is not here any more, and their leaving is not told again", () => {
  const people = createPeople(() => ANNELI);
  people.signal(presence("here"), 0);
  people.signal({ kind: "typing", by: BO, from: "Bo", on: true }, 0);
  people.event({ seq: 2, at: noon, kind: "kick", by: ANNELI, from: "Anneli", member: BO, name: "Bo" });
  expect([people.here(), people.typing(1), people.signal(presence("gone"), 1)]).toEqual([0, "", undefined]);
});

test("typing shows until a message, a stop, or six seconds without a sign", () => {
  const people = createPeople(() => undefined);
  const typing = (by: string, from: string, on: boolean, at: number) =>
    people.signal({ kind: "typing", by, from, on }, at);
  typing(BO, "Bo", true, 0);
  expect(people.typing(5_999)).toBe("Bo is typing");
  expect(people.typing(6_000)).toBe("");
  typing(BO, "Bo", true, 0);
  typing(ANNELI, "Anneli", true, 0);
  expect(people.typing(1)).toBe("Bo and Anneli are typing");
  people.event(says("Bo", "hi"));
  expect(people.typing(1)).toBe("Anneli is typing");
  typing(ANNELI, "Anneli", false, 1);
  expect(people.typing(1)).toBe("");
});

test("the status names the connection only when it is broken", () => {
  const well = { room: { name: "Club" }, state: "live", here: 3, typing: "Bo is typing", unsent: 0 };
  expect(statusText(well)).toBe("Club · 3 here · Bo is typing");
  expect(statusText({ ...well, here: 1, typing: "", unsent: 2 })).toBe(
    "Club · 2 sending · only you are here",
  );
  expect(statusText({ ...well, state: "waiting", unsent: 2 })).toBe(
    "Club · Reconnecting... · 2 messages will be sent then",
  );
});
