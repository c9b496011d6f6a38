/** Whatever arrives: a value that survives being written and read again, or a ProtocolError. Nothing else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeBatch,
  decodeCommand,
  decodeHostMessage,
  encodeCommand,
  encodeHostMessage,
  formatLink,
  ProtocolError,
  parseLink,
} from "../src/index.ts";
import { bytes, COMMANDS, EVENTS, HOST_MESSAGES, SIGNALS } from "./samples.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
const wires = (samples: object): string[] =>
  (Object.values(samples).flat() as [string, unknown, string][]).map(([, , wire]) => wire);
const BATCHES = [...wires(EVENTS), '{"seq":1,"at":0,"kind":"later"}'].map(
  (event) =>
    `{"events":[${event}],"signals":[${SIGNALS.map(([, , wire]) => wire).join(",")},{"kind":"later"}]}`,
);

const CODECS = [
  { name: "commands", decode: decodeCommand, encode: encodeCommand, valid: wires(COMMANDS) },
  {
    name: "host messages",
    decode: decodeHostMessage,
    encode: encodeHostMessage,
    valid: wires(HOST_MESSAGES),
  },
  { name: "batches", decode: decodeBatch, encode: (batch) => bytes(JSON.stringify(batch)), valid: BATCHES },
] as {
  name: string;
  decode: (bytes: Uint8Array) => unknown;
  encode: (value: unknown) => Uint8Array;
  valid: string[];
}[];

type Codec = (typeof CODECS)[number];

/** Says whether `input` was a message at all. */
function holds({ decode, encode }: Codec, input: Uint8Array): boolean {
  let value: unknown;
  try {
    value = decode(input);
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
  const written = encode(value);
  expect(encode(decode(written))).toStrictEqual(written);
  return true;
}

/** Bytes of a valid message with some replaced, put in, taken out, or the rest cut off. */
const damaged = (valid: string[]) =>
  fc
    .tuple(
      fc.constantFrom(...valid),
      fc.array(
        fc.record({
          at: fc.nat({ max: 400 }),
          how: fc.constantFrom("replace", "insert", "remove", "cut"),
          byte: fc.oneof(fc.nat({ max: 255 }), fc.constantFrom(...bytes('"{}[]:,\\0e-.tfn '))),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    )
    .map(([text, edits]) => {
      const edited = [...bytes(text)];
      for (const { at, how, byte } of edits) {
        const place = at % (edited.length + 1);
        if (how === "replace") edited.splice(place, 1, byte);
        else if (how === "insert") edited.splice(place, 0, byte);
        else edited.splice(place, how === "remove" ? 1 : edited.length);
      }
      return new Uint8Array(edited);
    });

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
    "\u0000",
    [],
    {},
    "message",
  ),
  fc.constantFrom<unknown>("__proto__", "constructor", "unknown", "kick", "a".repeat(129), [[[]]], {
    kind: "x",
  }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A valid message with the value at some path replaced by something odd, or a field added. */
const twisted = (valid: string[]) =>
  fc
    .tuple(fc.constantFrom(...valid), fc.array(fc.nat({ max: 9 }), { maxLength: 4 }), odd, fc.boolean())
    .map(([text, path, value, added]) => {
      const root = { root: JSON.parse(text) as unknown };
      let [holder, key]: [Record<string, unknown>, string] = [root, "root"];
      for (const step of path) {
        const inner = holder[key];
        if (typeof inner !== "object" || inner === null) break;
        const keys = Object.keys(inner);
        if (keys.length === 0) break;
        holder = inner as Record<string, unknown>;
        key = keys[step % keys.length] as string;
      }
      Object.defineProperty(holder, added && !Array.isArray(holder) ? "__proto__" : key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      return bytes(JSON.stringify(root.root) ?? "");
    });

describe.each(CODECS)("P1.1 P1.3 $name", (codec) => {
  test("the samples are messages, so what follows starts from something", () => {
    for (const wire of codec.valid) expect(holds(codec, bytes(wire))).toBe(true);
  });

  test("any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (input) => {
        holds(codec, input);
      }),
      { numRuns },
    );
  });

  test("any JSON", () => {
    fc.assert(
      fc.property(fc.json(), (input) => {
        holds(codec, bytes(input));
      }),
      { numRuns },
    );
  });

  test("damaged messages", () => {
    fc.assert(
      fc.property(damaged(codec.valid), (input) => {
        holds(codec, input);
      }),
      { numRuns },
    );
  });

  test("messages with something odd in one place", () => {
    let still = 0;
    fc.assert(
      fc.property(twisted(codec.valid), (input) => {
        if (holds(codec, input)) still += 1;
      }),
      { numRuns },
    );
    expect(still).toBeGreaterThan(0);
  });
});

test("P5.3 any text is a link or none", () => {
  const part = fc.constantFrom(
    "http://",
    "HTTPS://",
    "a@",
    "[::1]",
    "10.0.0.1",
    ":2525",
    "/r/",
    "#",
    ".",
    "%",
    "\n",
  );
  const room = fc.constant("abcdefghijklmnopqrstuvwxyz234567");
  const text = fc.array(
    fc.oneof(part, room, fc.string({ maxLength: 8 }), fc.string({ unit: "binary", maxLength: 4 })),
  );
  fc.assert(
    fc.property(text, (parts) => {
      const link = parseLink(parts.join(""));
      if (link) expect(parseLink(formatLink(link))).toEqual(link);
    }),
    { numRuns },
  );
});
