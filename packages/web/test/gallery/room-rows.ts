/** Rows of a timeline for the gallery and its tests. */
import type { MessageRow, Row } from "../../src/state/model.ts";

/** 12:04 on 22 November 2026, and the length of a minute, in milliseconds. */
export const NOON = new Date(2026, 10, 22, 12, 4).getTime();
const MINUTE = 60_000;

export const message = (seq: number, more: Partial<MessageRow> & Pick<MessageRow, "text">): MessageRow => ({
  kind: "message",
  key: `s-${seq}`,
  seq,
  by: "m-miro",
  from: "Miro",
  mine: false,
  at: NOON,
  first: true,
  state: "stored",
  failure: undefined,
  pendingKey: undefined,
  ...more,
});

const MIRO = { by: "m-miro", from: "Miro" };
const INES = { by: "m-ines", from: "Ines" };
const JUN = { by: "m-jun", from: "Jun" };
const ME = { by: "m-anneli", from: "Anneli", mine: true };

/** A quiet afternoon: what most rooms look like. */
export const READING: readonly Row[] = [
  { kind: "start", key: "start", words: "This is the beginning of Reading Club" },
  { kind: "day", key: "d1", at: NOON - 24 * 60 * MINUTE },
  message(1, { ...INES, at: NOON - 24 * 60 * MINUTE, text: "Who has the book until tomorrow?" }),
  message(2, { ...JUN, at: NOON - 24 * 60 * MINUTE + 3 * MINUTE, text: "Me. Will bring it :tada:" }),
  { kind: "day", key: "d2", at: NOON - 6 * MINUTE },
  { kind: "system", key: "s-3", at: NOON - 6 * MINUTE, words: "Miro joined" },
  message(4, {
    ...MIRO,
    at: NOON - 6 * MINUTE,
    text: "Chapter 7 is where it turns, isn’t it? The letter was in the `second drawer` the whole time.",
  }),
  message(5, { ...MIRO, at: NOON - 5 * MINUTE, first: false, text: "I had to go back and read it twice." }),
  message(6, {
    ...INES,
    at: NOON - 3 * MINUTE,
    text: '> I had to go back and read it twice.\n\nSame. And then there is this, which I think nobody noticed:\n\n```\np. 112  "the drawer, which had no key"\np. 240  "she turned the key"\n```',
  }),
  { kind: "new", key: "new-7" },
  message(7, {
    ...JUN,
    at: NOON - MINUTE,
    text: "Here is the scan of both pages: https://library.example/scans/drawer-and-key",
  }),
  message(8, {
    ...ME,
    seq: undefined,
    at: NOON,
    text: "Reading it now. Give me five minutes.",
    state: "pending",
    pendingKey: 1,
  }),
];

/** Everything that Markdown can be. */
export const RICH: readonly Row[] = [
  message(1, {
    ...INES,
    text: "# Plan for Thursday\n\nBring **snacks**, _not_ drinks, and ~~the cat~~ `good moods`.\n\n1. Doors at 19:00\n2. Game at 19:30\n   - six players\n   - two tables\n\n- [x] Book the room\n- [ ] Find the dice",
  }),
  message(2, {
    ...JUN,
    text: "| Game | Players | Length |\n|:--|:-:|--:|\n| Catan | 3 to 4 | 90 min |\n| Dixit | 3 to 8 | 30 min |\n| Go | 2 | 60 min |\n\nSee [the rules](https://rules.example/catan?v=2) or https://games.example/dixit.",
  }),
  message(3, {
    ...MIRO,
    text: "> Whoever is late brings cake.\n>\n> > Nested, and **bold**.\n\nAgreed.\n\n---\n\n```ts\nconst late = people.filter((one) => one.arrives > doors && one.hasAVeryLongConditionThatDoesNotFitInTheColumn);\n```",
  }),
  message(4, { ...ME, text: "🎉🎉" }),
  message(5, {
    ...INES,
    text: "![a picture](https://pictures.example/cat.jpg) and <b>no HTML</b> &amp; none",
  }),
  message(6, { by: "m-salma", from: "سلمى", text: "مرحبا بالجميع، هل نبدأ في السابعة؟\nYes, at 19:00." }),
];

const WIDE_ARABIC = "عبد الرحمن بن محمد الأندلسي الكر";

/** Names and words that break layouts. */
export const HOSTILE: readonly Row[] = [
  message(1, { by: "m-1", from: WIDE_ARABIC, text: "اسم طويل جدا، ورسالة قصيرة." }),
  message(2, { by: "m-2", from: "W".repeat(32), text: "x".repeat(600) }),
  message(3, { by: "m-3", from: "Zalgo", text: `z${"\u0300\u0301\u0302\u0303".repeat(200)}algo` }),
  message(4, { by: "m-4", from: "Turner", text: "invoice_\u202efdp.exe and \u2067hidden" }),
  message(5, {
    by: "m-5",
    from: "Linker",
    text: "[https://bank.example](https://evil.example/login) [x](javascript:alert(1))",
  }),
  message(6, { by: "m-6", from: "Quoter", text: ">".repeat(10_000) }),
  message(7, { by: "m-7", from: "Blank", text: "\u200b\u200b\u200b" }),
  message(8, {
    by: "m-8",
    from: "Tables",
    text: `${"|a long heading".repeat(20)}|\n${"|-".repeat(20)}|\n${"|some words in a cell".repeat(20)}|`,
  }),
  message(9, {
    by: "m-9",
    from: "Markup",
    text: '<img src=x onerror=alert(1)><svg onload=alert(1)><a href="javascript:x">x</a>',
  }),
];

export const FAILING: readonly Row[] = [
  ...READING.slice(0, -1),
  message(8, {
    ...ME,
    key: "p-1",
    seq: undefined,
    text: "Reading it now. Give me five minutes.",
    state: "failed",
    pendingKey: 1,
    failure: { code: "RATE", message: "You write faster than this room takes. Wait a moment." },
  }),
  message(9, {
    ...ME,
    key: "p-2",
    seq: undefined,
    text: "And this one waits.",
    state: "pending",
    pendingKey: 2,
  }),
];

const WORDS = [
  "Short one.",
  "A line that is about as long as most lines in a chat are, give or take a few words.",
  "Two lines\nin one message, as people type them.",
  "With **bold** words and `code`, so that the parser has something to do for its money.",
  "A long one. ".repeat(24),
  "https://example.org/some/page is worth a look",
  "- first\n- second\n- third",
  "ok",
];

/** Row number `seq` of a long conversation. */
export function longRow(seq: number): MessageRow {
  const who = [INES, JUN, MIRO, ME][Math.floor(seq / 3) % 4] ?? INES;
  return message(seq, {
    ...who,
    at: NOON - (20_000 - seq) * 1_000,
    first: seq % 3 === 0,
    text: `${seq}: ${WORDS[seq % 8]}`,
  });
}

/** `count` rows up to the seq `last`. */
export const longRows = (count: number, last = count): Row[] =>
  Array.from({ length: count }, (_, index) => longRow(last - count + 1 + index));
