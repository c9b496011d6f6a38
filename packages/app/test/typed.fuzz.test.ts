/** Whatever is typed on a command line or in a room: a value or words about it, at once. */
import { checkRoomName, checkUsername } from "@partyline/names";
import { InvalidArgumentError } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "../src/errors.ts";
import { readListenAddress } from "../src/listen-address.ts";
import {
  parseHostNames,
  parseKeep,
  parseListen,
  parseSeconds,
  parseSwitchboards,
  parseWhole,
} from "../src/options.ts";
import { addressText, nameKey, readRoomText } from "../src/room-text.ts";
import { COMMANDS, readLine } from "../src/terminal/slash.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

/** Runs it; all that may be thrown is one sentence for the person, with exit code 2 behind it. */
function survives<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidArgumentError) expect(error.message).not.toBe("");
    else expect(error).toMatchObject({ name: AppError.name, code: "USAGE" });
    return undefined;
  }
}

const piece = fc.constantFrom(
  ...[
    "http://",
    "https://",
    "ws://",
    "[",
    "]",
    "::1",
    "fe80::1%eth0",
    "10.0.0.1",
    ":",
    "2525",
    ":0",
    ":99999",
  ],
  ...["#", "#abcd", "/r/", "a".repeat(32), "@", ".", "%", "%zz", " ", "\n", "\0", "-", "1e3", "30d", "0x1"],
  ...[
    "all",
    "/",
    "\\",
    "\u202e",
    "é",
    "𝔸",
    "\ud800",
    "00",
    "9007199254740993",
    "talk.example",
    "?",
    "localhost",
  ],
);
const typed = fc.oneof(
  fc.array(piece, { maxLength: 7 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);

describe("options", () => {
  test("numbers and times are within their bounds", () => {
    const whole = parseWhole(0, 65_535);
    fc.assert(
      fc.property(typed, (text) => {
        const keep = survives(() => parseKeep(text));
        if (keep !== undefined && keep !== "all")
          for (const count of Object.values(keep))
            expect(count >= 1 && Number.isSafeInteger(count)).toBe(true);
        const port = survives(() => whole(text));
        if (port !== undefined) expect(Number.isInteger(port) && port >= 0 && port <= 65_535).toBe(true);
        const ms = survives(() => parseSeconds(text));
        if (ms !== undefined) expect(Number.isInteger(ms) && ms >= 0).toBe(true);
      }),
      { numRuns },
    );
  });

  test("addresses mean the same when they are written out and read again", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const boards = survives(() => parseSwitchboards(text));
        if (boards) expect(parseSwitchboards(boards[0] ?? "")).toEqual(boards);
        const names = survives(() => parseHostNames(text));
        if (names) expect(parseHostNames(names[0] ?? "")).toEqual(names);
        const at = survives(() => parseListen(text));
        if (at) expect(readListenAddress(addressText(at.host, at.port))).toEqual(at);
      }),
      { numRuns },
    );
  });
});

test("ROOM is a name, a link or an address; written out again it is the same", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const room = survives(() => readRoomText(text));
      if (!room) return;
      if (room.kind === "link") {
        expect(room.link.room).toMatch(/^[a-z2-7]{32}$/);
        expect(room.port).toBeGreaterThan(0);
      } else {
        const tag = room.tag === undefined ? "" : `#${room.tag}`;
        const rest = room.kind === "name" ? room.name : addressText(room.address, room.port);
        expect(readRoomText(rest + tag)).toEqual(room);
        expect(typeof nameKey(rest)).toBe("string");
      }
    }),
    { numRuns },
  );
});

test("no honest name of a room is read as anything but that name", () => {
  fc.assert(
    fc.property(typed, (text) => {
      const check = checkRoomName(text);
      // A tag may be typed longer than the four characters that no name may end in (names SPEC N11).
      fc.pre(!check.ok || !/#[a-z2-7]{5,32}$/i.test(check.name));
      if (check.ok) expect(readRoomText(check.name)).toEqual({ kind: "name", name: check.name });
    }),
    { numRuns },
  );
});

test("a line in a room is a message, a command or a hint; what begins with two slashes is said", () => {
  const line = fc.tuple(
    fc.constantFrom("", "/", "//", " /", "/who", "/NAME ", "/kick\t", "/__proto__"),
    typed,
  );
  fc.assert(
    fc.property(line, ([start, rest]) => {
      const text = start + rest;
      const read = readLine(text);
      if (read.kind === "message") expect(read.text).toBe(text.startsWith("//") ? text.slice(1) : text);
      if (read.kind === "command") expect(Object.keys(COMMANDS)).toContain(read.name);
      if (read.kind === "nothing") expect(text.trim()).toBe("");
      if (text.startsWith("/") && !text.startsWith("//")) expect(read.kind).not.toBe("message");
      checkUsername(text);
    }),
    { numRuns },
  );
});
