/** Whatever others say or errors hold: a terminal and a log get plain characters, and get them at once. */
import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLines, wholeLines } from "../src/lines.ts";
import { createLog, plainLine } from "../src/log.ts";
import { scrub, scrubFields } from "../src/scrub.ts";
import { createKeyReader } from "../src/terminal/keys.ts";
import { safeLine, safeText } from "../src/terminal/safe-text.ts";
import { fit, widthOf } from "../src/terminal/width.ts";
import { wrap } from "../src/terminal/wrap.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const piece = fc.constantFrom(
  ...[
    "\u001b[31m",
    "\u001b]0;x\u0007",
    "\u009b",
    "\r",
    "\r\n",
    "\t",
    "\n",
    "\0",
    "\u007f",
    "\u202e",
    "\u2066",
  ],
  ...[
    "e\u0301",
    "\u0301".repeat(20),
    "👨‍👩‍👧",
    "🇬🇧",
    "漢",
    "한",
    "\u00ad",
    "\u200d",
    "\ufe0f",
    "\ud800",
    "\udc00",
  ],
  ...[" ", "a", "long word ", "http://a.example/", "x".repeat(50), "\u2028", "\u200b", "\u0600"],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
);
// biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** A line feed within an entry, or what a terminal would obey. */
const CONTROL = /\p{Cc}/u;

describe("a terminal", () => {
  test("gets no controls, and names stay in their line", () => {
    fc.assert(
      fc.property(text, (given) => {
        const [block, line] = [safeText(given), safeLine(given)];
        expect(OBEYED.test(block) || OBEYED.test(line) || line.includes("\n")).toBe(false);
        expect(safeText(block)).toBe(block);
        expect(block.isWellFormed()).toBe(true);
      }),
      { numRuns },
    );
  });

  test("gets rows that fit, and all that was said", () => {
    const letters = (of: string) => of.replace(/\s/g, "");
    fc.assert(
      fc.property(text, fc.integer({ min: -1, max: 60 }), (given, columns) => {
        const safe = safeText(given);
        const rows = wrap(safe, columns);
        expect(letters(rows.map((row) => row.text).join(""))).toBe(letters(safe));
        const most = Math.max(columns, 1);
        for (const row of rows)
          if (!row.whole && row.text.length > 8)
            expect(widthOf(row.text)).toBeLessThanOrEqual(Math.max(most, 8));
        if (columns > 0) expect(widthOf(fit(safeLine(given), columns))).toBeLessThanOrEqual(columns);
      }),
      { numRuns },
    );
  });

  test("gives keys of any kind, and each is one of ours or none", () => {
    const key = fc.tuple(
      fc.option(text, { nil: undefined }),
      fc.record({
        name: fc.option(
          fc.constantFrom("paste-start", "paste-end", "return", "c", "d", "up", "left", "delete"),
          { nil: undefined },
        ),
        sequence: text,
        ctrl: fc.boolean(),
        meta: fc.boolean(),
        shift: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 12 }), (pressed) => {
        const read = createKeyReader();
        for (const [given, raw] of pressed) {
          const found = read(given, raw);
          if (found?.kind === "edit") expect(typeof found.edit).toBe("string");
        }
      }),
      { numRuns },
    );
  });
});

describe("a log", () => {
  test("takes any fields, and writes one line that can be read", async () => {
    const lines: string[] = [];
    const stderr = new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        lines.push(`${chunk}`);
        done();
      },
    });
    const [json, people] = [await createLog("debug", stderr, true), await createLog("debug", stderr, false)];
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.dictionary(fc.string({ maxLength: 8 }), fc.anything({ withBigInt: true })),
        async (say, fields) => {
          lines.length = 0;
          json("info", say, fields);
          people("info", say, fields);
          while (lines.length < 2) await setImmediate();
          expect(lines.length).toBe(2);
          const [forPrograms = "", forPeople = ""] = lines.map((line) => line.slice(0, -1));
          expect(forPeople).not.toMatch(CONTROL);
          expect(forPrograms).not.toMatch(/[\n\r]/);
          expect(typeof JSON.parse(forPrograms)).toBe("object");
        },
      ),
      { numRuns },
    );
  });

  test("holds no key, password or fragment, wherever in an error it stood", () => {
    const secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ";
    const around = fc.constantFrom("", " ", '"', "'", "`", "\n", "(", "=", ":", "#", "é", "/", "\\", "x y ");
    fc.assert(
      fc.property(text, around, around, text, (before, left, right, after) => {
        for (const form of [secret, `http://a.example/r/x#${secret}`, `password=${secret}`])
          expect(scrub(`${before} ${left}${form}${right} ${after}`)).not.toContain(secret);
        expect(
          JSON.stringify(scrubFields({ error: new Error(`${before} ${secret} ${after}`), password: after })),
        ).not.toContain(secret);
      }),
      { numRuns },
    );
  });

  test("an entry of any shape becomes a line for people", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue()), (entry) => {
        expect(plainLine(JSON.stringify(entry))).not.toMatch(CONTROL);
      }),
      { numRuns },
    );
  });
});

test("lines of any bytes, cut anywhere: those lines, or an error that names the line", async () => {
  const bytes = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(...["\n", "\r\n", "é", "a"].map((one) => Buffer.from(one))),
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (chunks) => {
      async function* source() {
        yield* chunks;
      }
      const whole = Buffer.concat(chunks);
      const got: string[] = [];
      try {
        for await (const line of readLines(source(), 20)) {
          expect(line.number).toBe(got.length + 1);
          got.push(line.text);
        }
        expect(got.join("\n")).toBe(
          whole
            .toString("utf8")
            .replace(/\r?\n$/, "")
            .replace(/\r\n/g, "\n")
            .replace(/\r$/, ""),
        );
      } catch (error) {
        expect(["LINE_TOO_LONG", "LINE_ENCODING"]).toContain((error as { code?: string }).code);
      }
      let count = 0;
      for await (const line of wholeLines(source(), 20)) {
        count += 1;
        if (line !== undefined) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(20);
      }
      expect(count).toBeGreaterThanOrEqual(got.length);
    }),
    { numRuns },
  );
});
