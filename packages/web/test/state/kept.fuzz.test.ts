/** Whatever a browser's shelf or address bar holds: a value of ours, or the usual. */
import { ROOM_ID } from "@partyline/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readReach } from "../../src/state/last-reach.ts";
import { readAddress, writeAddress } from "../../src/state/place.ts";
import { memoryShelf, roomShelf } from "../../src/state/shelf.ts";
import { Unwritten } from "../../src/state/unwritten.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const id = "a".repeat(32);
const text = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary" }),
  fc
    .array(fc.record({ n: fc.oneof(fc.nat(9), fc.jsonValue()), text: fc.oneof(fc.string(), fc.jsonValue()) }))
    .map((it) => JSON.stringify(it)),
  fc
    .record(
      {
        unlisted: fc.oneof(fc.boolean(), fc.jsonValue()),
        switchboards: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
        shareAddresses: fc.oneof(fc.boolean(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((it) => JSON.stringify(it)),
  fc.constantFrom(`${"0".repeat(32)}:5`, `${"0".repeat(32)}:1e9`, "system", "on"),
);

test("what was kept is of its kind, or forgotten", () => {
  fc.assert(
    fc.property(text, (kept) => {
      const reach = readReach(kept);
      expect([typeof reach.unlisted, typeof reach.shareAddresses]).toEqual(["boolean", "boolean"]);
      for (const url of reach.switchboards) expect(typeof url).toBe("string");
      const shelf = memoryShelf();
      for (const key of ["read", "draft", "name", "me"]) shelf.set(`${key}.${id}`, kept);
      const room = roomShelf(shelf, id);
      const { readMark } = room;
      if (readMark) expect(Number.isSafeInteger(readMark.seq)).toBe(true);
      shelf.set(`unwritten.${id}.c`, kept);
      for (const said of new Unwritten(room).open("c", 1)) expect(typeof said).toBe("string");
    }),
    { numRuns },
  );
});

test("any address is a place, and the place's own address leads there again", () => {
  const part = fc.constantFrom(
    "/",
    "/r/",
    id,
    id.toUpperCase(),
    "#",
    ".",
    "t".repeat(22),
    "?",
    "%",
    "%zz",
    "é",
    "..",
    "//",
    "x",
  );
  const written = fc.oneof(
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(written, written, (path, fragment) => {
      const { place, token } = readAddress(path, `#${fragment}`);
      if (token !== undefined) expect(token).toMatch(/^[\w-]{22}$/);
      if (place.kind !== "room" || !ROOM_ID.test(place.id)) return;
      const [again, rest = ""] = writeAddress({ place, token }).split("#");
      expect(readAddress(again ?? "", `#${rest}`)).toEqual({ place, token });
    }),
    { numRuns },
  );
});
