/** Whatever stands in a file of lines: an event that is written out as it was read, or BAD_LINE without its words. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { exportLine, readHeader, readLine } from "../../src/care/lines.ts";
import { HostError } from "../../src/errors.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const id = "a".repeat(16);
const AT = "2026-11-22T12:00:00.000Z";
const LINES = [
  { seq: 1, kind: "message", from: "Anna", text: "hello", at: AT, by: id, client: "0".repeat(16), n: 1 },
  { seq: 2, kind: "join", from: "Anna", at: AT, by: id },
  { seq: 3, kind: "rename", from: "Anna", to: "Ann", at: AT, by: id },
  { seq: 4, kind: "ban", from: "Anna", name: "Bob", at: AT, by: id, member: id },
  { seq: 5, kind: "room", from: "Anna", name: "Club", password: true, at: AT, by: id },
  { seq: 6, kind: "later", from: "Anna", at: 5, more: { deep: [1, null] } },
];
const HEADER = {
  kind: "export",
  version: 1,
  room: id,
  name: "Club",
  keys: null,
  log: null,
  first: 1,
  last: 2,
  count: 2,
  missing: [],
  hash: "0".repeat(64),
  at: AT,
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -0,
    -1,
    0.5,
    2 ** 53,
    1e300,
    null,
    true,
    "",
    "\ud800",
    "\0",
    [],
    {},
    "1970",
    "x",
    1,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const change = fc.tuple(
  fc.constantFrom(
    "seq",
    "kind",
    "at",
    "from",
    "text",
    "by",
    "client",
    "n",
    "name",
    "to",
    "first",
    "count",
    "__proto__",
  ),
  odd,
);
/** A line with some fields changed or taken out. */
const twisted = fc
  .tuple(fc.constantFrom<object>(...LINES, HEADER), fc.array(change, { maxLength: 3 }), fc.boolean())
  .map(([line, changes, out]) => {
    const fields = new Map<string, unknown>(Object.entries(line));
    for (const [name, value] of changes)
      if (out) fields.delete(name);
      else fields.set(name, value);
    const parts = [...fields].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
    return `{${parts.join(",")}}`;
  });
const cut = fc
  .tuple(fc.constantFrom(...LINES, HEADER), fc.nat(200), fc.string({ unit: "binary", maxLength: 3 }))
  .map(([line, at, put]) => JSON.stringify(line).slice(0, at) + put + JSON.stringify(line).slice(at + 1));
const any = fc.oneof(twisted, cut, fc.json(), fc.string({ unit: "binary" }));

/** Runs it; what is thrown has a code, and words of ours alone. */
function survives<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    expect(["BAD_LINE", "EXPORT_TOO_NEW"]).toContain(error.code);
    return undefined;
  }
}

test("every sample is an event, or a header", () => {
  for (const line of LINES)
    expect(JSON.parse(exportLine(again(JSON.stringify(line))))).toMatchObject({ seq: line.seq });
  expect(readHeader(JSON.stringify(HEADER))).toMatchObject({ count: 2 });
});

function again(line: string) {
  const { seq, event } = readLine(line);
  return { seq, json: event.json };
}

test("an event goes out as it came in, again and again", () => {
  let events = 0;
  fc.assert(
    fc.property(any, (line) => {
      const read = survives(() => readLine(line));
      if (!read) return;
      events += 1;
      const { seq, event } = read;
      const written = exportLine({ seq, json: event.json });
      const back = readLine(written);
      // Fields may stand in another order.
      expect({ ...back, event: { ...back.event, json: JSON.parse(back.event.json) } }).toEqual({
        ...read,
        event: { ...event, json: JSON.parse(event.json) },
      });
      expect(written).not.toContain("\n");
    }),
    { numRuns },
  );
  expect(events).toBeGreaterThan(numRuns / 50);
});

test("a header has counts, or is none", () => {
  fc.assert(
    fc.property(any, (line) => {
      const header = survives(() => readHeader(line));
      if (!header) return;
      expect(
        [header.first, header.last, header.count].every((it) => Number.isSafeInteger(it) && it >= 0),
      ).toBe(true);
    }),
    { numRuns },
  );
});
