import { describe, expect, test } from "vitest";
import { decodeBatch, decodeCommand, decodeHostMessage, isErrorCode, ProtocolError } from "../src/index.ts";
import { bytes, CLIENT, COMMANDS, HOST_MESSAGES, MEMBER, SIGNALS } from "./samples.ts";

type Decode = (bytes: Uint8Array) => unknown;

/** The error that decoding ends with. */
function fault(decode: Decode, encoded: Uint8Array | string): ProtocolError {
  try {
    decode(typeof encoded === "string" ? bytes(encoded) : encoded);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error("it was decoded");
}

const page = (event: string) => `{"type":"page","re":1,"first":1,"head":9,"events":[${event}]}`;
const send = (body: string) => `{"type":"send","n":3,"body":${body}}`;

describe("P1.1 what is no message is BAD_MESSAGE", () => {
  test.each([
    ["nothing", ""],
    ["no JSON", "hello"],
    ["half a message", '{"type":"leave"'],
    ["two messages", '{"type":"leave"}{"type":"leave"}'],
    ["a list", '[{"type":"leave"}]'],
    ["a text", '"leave"'],
    ["a number", "1"],
    ["null", "null"],
    ["a byte-order mark", '\ufeff{"type":"leave"}'],
    ["a comment", '{"type":"leave"/**/}'],
    ["a raw line feed in a text", '{"type":"name","re":1,"name":"a\nb"}'],
  ])("%s", (_, text) => {
    for (const decode of [decodeCommand, decodeHostMessage, decodeBatch])
      expect(fault(decode, text).code).toBe("BAD_MESSAGE");
  });

  test.each([
    ["a lone continuation byte", [0x80]],
    ["an overlong form", [0xc0, 0xaf]],
    ["a surrogate in UTF-8", [0xed, 0xa0, 0x80]],
    ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a sequence cut short", [0xf0, 0x9f, 0xa6]],
  ])("not UTF-8: %s", (_, bad) => {
    const [head, tail] = [bytes('{"type":"name","re":1,"name":"a'), bytes('"}')];
    const error = fault(decodeCommand, new Uint8Array([...head, ...bad, ...tail]));
    expect(error).toMatchObject({ code: "BAD_MESSAGE", cause: expect.any(TypeError) });
  });

  test("its cause is kept", () => {
    expect(fault(decodeCommand, "{").cause).toBeInstanceOf(SyntaxError);
  });
});

/** The paths to all fields of a JSON value: ["since", "seq"]. */
const pathsOf = (value: unknown): string[][] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        ...(Array.isArray(value) ? [] : [[key]]),
        ...pathsOf(inner).map((path) => [key, ...path]),
      ]);

/** The JSON text `wire` with the field at `path` changed, or removed where `change` gives undefined. */
function withField(wire: string, path: string[], change: unknown): string {
  const root = JSON.parse(wire);
  const holder = path.slice(0, -1).reduce((inner, key) => inner[key], root);
  holder[path.at(-1) as string] = change;
  return JSON.stringify(root);
}

describe("P1.3 fields", () => {
  const OPTIONAL = ["since", "since.log", "from", "before", "limit", "after", "signals", "replay", "live"];
  const isOptional = (wire: string, path: string[]) =>
    OPTIONAL.includes(path.join(".")) ||
    (wire.includes('"refused"') && ["re", "n"].includes(path.join("."))) ||
    (wire.includes('"kind":"room"') && ["name", "password"].includes(path.at(-1) ?? ""));
  const wires = (samples: object) =>
    (Object.values(samples).flat() as [string, unknown, string][]).map(([, , wire]) => wire);
  const cases = [
    ...wires(COMMANDS).map((wire) => ({ decode: decodeCommand as Decode, wire })),
    ...wires(HOST_MESSAGES).map((wire) => ({ decode: decodeHostMessage as Decode, wire })),
    ...SIGNALS.map(([, , wire]) => ({
      decode: decodeBatch as Decode,
      wire: `{"events":[],"signals":[${wire}]}`,
    })),
  ].flatMap((sample) =>
    pathsOf(JSON.parse(sample.wire)).map((path) => ({ ...sample, path, field: path.join(".") })),
  );

  test.each(cases.filter(({ wire, path }) => !isOptional(wire, path)))(
    "without $field it is BAD_MESSAGE: $wire",
    ({ decode, wire, path }) => {
      expect(fault(decode, withField(wire, path, undefined)).code).toBe("BAD_MESSAGE");
    },
  );

  test.each(cases)("with a list as $field it is BAD_MESSAGE: $wire", ({ decode, wire, path }) => {
    expect(fault(decode, withField(wire, path, [[]])).code).toBe("BAD_MESSAGE");
  });

  test("one that may be missing may not be null", () => {
    expect(fault(decodeCommand, '{"type":"fetch","re":1,"from":null}').code).toBe("BAD_MESSAGE");
    expect(fault(decodeBatch, '{"events":[],"signals":null}').code).toBe("BAD_MESSAGE");
  });

  test("unknown ones are left out, however deep", () => {
    const decoded = decodeCommand(
      bytes(
        `{"x":[{}],"type":"hello","v":1,"name":"A","client":"${CLIENT}","since":{"seq":1,"y":null},"type2":3}`,
      ),
    );
    expect(decoded).toStrictEqual({ type: "hello", v: 1, name: "A", client: CLIENT, since: { seq: 1 } });
  });

  test("the last of two with one name counts", () => {
    expect(decodeCommand(bytes('{"type":"close","re":1,"type":"ping","re":2}'))).toStrictEqual({
      type: "ping",
      re: 2,
    });
  });

  test("the detail names the field at fault", () => {
    expect(fault(decodeCommand, '{"type":"ping","re":"1"}').message).toBe(
      "The field re is not as it must be.",
    );
  });
});

describe("P1.4 what is of a later version", () => {
  test.each(["later", "", "__proto__", "constructor", "toString", "HELLO"])(
    "type %j is UNKNOWN_TYPE",
    (type) => {
      const text = JSON.stringify({ type });
      const error = fault(decodeCommand, text);
      expect(error.code).toBe("UNKNOWN_TYPE");
      expect(error.about).toStrictEqual({});
      expect(fault(decodeHostMessage, text).code).toBe("UNKNOWN_TYPE");
    },
  );

  test("a request of an unknown type is named in the error", () => {
    expect(fault(decodeCommand, '{"type":"later","re":5}').about).toStrictEqual({ re: 5 });
  });

  test("a body of an unknown kind is UNKNOWN_TYPE and names its sending", () => {
    const error = fault(decodeCommand, send('{"kind":"reaction","to":4}'));
    expect(error).toMatchObject({ code: "UNKNOWN_TYPE", about: { n: 3 } });
  });

  test.each(["7", "null", "{}", "[]"])("type or body kind %s is only BAD_MESSAGE", (kind) => {
    expect(fault(decodeCommand, `{"type":${kind}}`).code).toBe("BAD_MESSAGE");
    expect(fault(decodeCommand, send(`{"kind":${kind}}`)).code).toBe("BAD_MESSAGE");
  });

  test("a type of the other side is unknown here", () => {
    expect(fault(decodeHostMessage, '{"type":"ping","re":1}').code).toBe("UNKNOWN_TYPE");
    expect(fault(decodeCommand, '{"type":"done","re":1}').code).toBe("UNKNOWN_TYPE");
  });
});

describe("P1.5 version", () => {
  const hello = (v: string) => `{"type":"hello","v":${v},"name":"A","client":"${CLIENT}"}`;
  test.each([1, 2, Number.MAX_SAFE_INTEGER])("%d is read, so that it can be answered", (v) => {
    expect(decodeCommand(bytes(hello(String(v))))).toMatchObject({ v });
  });
  test.each(["0", "-1", "1.5", "1e400", "9007199254740992", '"1"', "null"])("%s is BAD_MESSAGE", (v) => {
    expect(fault(decodeCommand, hello(v)).code).toBe("BAD_MESSAGE");
  });
});

describe("P1.6 what a message at fault was about", () => {
  test.each([
    ['{"type":"kick","re":4,"member":"me"}', { re: 4 }],
    [send('{"kind":"message","text":" "}'), { n: 3 }],
    [send("null"), { n: 3 }],
    ['{"type":"kick","re":4,"n":5,"member":"me"}', { re: 4 }],
    ['{"type":"kick","re":0,"n":5,"member":"me"}', { n: 5 }],
    ['{"type":"kick","re":1.5,"member":"me"}', undefined],
    ['{"type":"send","n":0,"body":null}', undefined],
    ['{"type":"kick","re":-1,"n":1e400}', undefined],
    ['{"type":"typing"}', undefined],
    ["[]", undefined],
    ["null", undefined],
    ["{", undefined],
  ])("%s", (text, about) => {
    expect(fault(decodeCommand, text).about).toStrictEqual(about);
  });
});

describe("P3.8 events of a later version", () => {
  test("count in the log, whatever they hold", () => {
    const event = '{"seq":7,"at":8,"kind":"reaction","was":{"a":[1]},"text":5}';
    expect(decodeHostMessage(bytes(page(event)))).toMatchObject({
      events: [{ seq: 7, at: 8, kind: "unknown", was: "reaction" }],
    });
  });

  test("may have a field called `was` of their own", () => {
    const event = '{"seq":7,"at":8,"kind":"edit","was":"Hi"}';
    expect(decodeBatch(bytes(`{"events":[${event}]}`)).events).toMatchObject([{ was: "edit" }]);
  });

  test.each(["constructor", "__proto__", "unknown", ""])("kind %j is one of them", (kind) => {
    const { events } = decodeBatch(bytes(`{"events":[{"seq":1,"at":0,"kind":${JSON.stringify(kind)}}]}`));
    expect(events).toStrictEqual([{ seq: 1, at: 0, kind: "unknown", was: kind }]);
  });

  test("come back as they were written", () => {
    const event = { seq: 7, at: 8, kind: "unknown", was: "reaction" };
    expect(decodeBatch(bytes(JSON.stringify({ events: [event] }))).events).toStrictEqual([event]);
  });

  test.each(["message", "join", "rename", "room", "kick", "ban", "unban"])(
    "a %s that is not as it must be is none",
    (kind) => {
      const event = `{"seq":1,"at":0,"kind":"${kind}","was":"later"}`;
      expect(fault(decodeHostMessage, page(event)).code).toBe("BAD_MESSAGE");
      expect(fault(decodeBatch, `{"events":[${event}]}`).code).toBe("BAD_MESSAGE");
    },
  );

  test.each(['"at":0,"kind":"x"', '"seq":0,"at":0,"kind":"x"', '"seq":1,"kind":"x"', '"seq":1,"at":0'])(
    "without a number, a time or a kind it is no event: {%s}",
    (fields) => {
      expect(fault(decodeBatch, `{"events":[{${fields}}]}`).code).toBe("BAD_MESSAGE");
    },
  );
});

describe("P4.2 signals of a later version", () => {
  test("are passed over, and those beside them are not", () => {
    const [[, typing, wire]] = SIGNALS as [(typeof SIGNALS)[0]];
    const batch = `{"events":[],"signals":[{"kind":"wave","by":5},${wire},{"kind":"constructor"}]}`;
    expect(decodeBatch(bytes(batch)).signals).toStrictEqual([typing]);
  });

  test.each(['{"kind":"typing"}', '{"kind":"presence","state":"asleep"}', "{}", "null", '{"kind":5}'])(
    "a signal that is not as it must be is BAD_MESSAGE: %s",
    (signal) => {
      expect(fault(decodeBatch, `{"events":[],"signals":[${signal}]}`).code).toBe("BAD_MESSAGE");
    },
  );
});

describe("hostile JSON", () => {
  test("P1.3 __proto__ changes no prototype and fills in for nothing", () => {
    const decoded = decodeCommand(bytes('{"type":"leave","__proto__":{"owner":true}}'));
    expect(decoded).toStrictEqual({ type: "leave" });
    expect("owner" in decoded).toBe(false);
    expect(({} as { owner?: boolean }).owner).toBeUndefined();
    expect(fault(decodeCommand, '{"__proto__":{"type":"leave"}}').code).toBe("BAD_MESSAGE");
    expect(fault(decodeCommand, '{"type":"ping","__proto__":{"re":1}}').code).toBe("BAD_MESSAGE");
    expect(fault(decodeBatch, '{"__proto__":{"events":[]}}').code).toBe("BAD_MESSAGE");
  });

  test("P1.2 nesting as deep as a message can hold", () => {
    const deep = "[".repeat(30_000) + "]".repeat(30_000);
    expect(decodeCommand(bytes(`{"type":"leave","x":${deep}}`))).toStrictEqual({ type: "leave" });
    expect(fault(decodeCommand, deep).code).toBe("BAD_MESSAGE");
    expect(fault(decodeCommand, "[".repeat(65_000)).code).toBe("BAD_MESSAGE");
    expect(fault(decodeCommand, '{"x":'.repeat(13_000)).code).toBe("BAD_MESSAGE");
  });

  test.each(["1e400", "-1e400", "9007199254740992", "1.5", "-1", "0", "1e-9", `1${"0".repeat(5_000)}`])(
    "P1.3 a number that counts nothing: %#",
    (number) => {
      expect(fault(decodeCommand, `{"type":"ping","re":${number}}`).code).toBe("BAD_MESSAGE");
      expect(
        fault(decodeCommand, `{"type":"send","n":${number},"body":{"kind":"message","text":"a"}}`).code,
      ).toBe("BAD_MESSAGE");
    },
  );

  test("P2.3 a lone surrogate, raw in JSON or escaped, is TEXT_CHARACTERS", () => {
    for (const unit of ["\\ud800", "\\udc00", "\\udc00\\ud800"])
      expect(fault(decodeCommand, send(`{"kind":"message","text":"a${unit}b"}`)).code).toBe(
        "TEXT_CHARACTERS",
      );
    const pair = decodeCommand(bytes(send('{"kind":"message","text":"\\ud83e\\udd8a"}')));
    expect(pair).toMatchObject({ body: { text: "🦊" } });
  });

  test("P1.9 a code from the other side is no property of ours", () => {
    for (const code of ["__proto__", "constructor", "toString"]) {
      const refused = `{"type":"refused","code":"${code}","detail":""}`;
      expect(decodeHostMessage(bytes(refused))).toMatchObject({ code });
      expect(isErrorCode(code)).toBe(false);
    }
  });

  test("P1.4 an error code where a text is wanted does not become the error", () => {
    expect(fault(decodeCommand, '{"type":"kick","re":1,"member":"TEXT_EMPTY"}').code).toBe("BAD_MESSAGE");
    expect(fault(decodeCommand, `{"type":"who","re":1,"after":"${MEMBER}NOT_OWNER"}`).code).toBe(
      "BAD_MESSAGE",
    );
  });
});
