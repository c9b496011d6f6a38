import { describe, expect, test } from "vitest";
import {
  castParts,
  chunksOf,
  dataParts,
  decodeHostFrame,
  decodeSwitchboardFrame,
  encodeAdmit,
  encodeBuried,
  encodeClose,
  encodeCredit,
  encodeGoaway,
  encodeHello,
  encodeList,
  encodeListing,
  encodeMissed,
  encodeOpen,
  encodeRefused,
  encodeRegister,
  encodeRegistered,
  encodeTombstone,
  encodeUnlist,
  encodeUnregister,
  FLAG,
  FRAME,
  type HostFrame,
  limits,
  type SwitchboardFrame,
  signReceipt,
  signRecord,
  writeHeader,
} from "../src/index.ts";
import { base64url, club, codeOf, filled, hex, joined, record, tombstoneOf, unhex } from "./helpers.ts";

const ascii = (text: string): string => hex(new TextEncoder().encode(text));
const bytes32 = base64url(filled(32, 5));
const bytes64 = base64url(filled(64, 5));
const signed = signRecord(record, club.seed);
const claim = {
  room: club.room,
  name: "Reading Club",
  nameKey: "reading club",
  claimedAt: 1,
  until: 3,
  issuedAt: 2,
};
const receipt = signReceipt(claim, filled(32, 9));
const register = { room: club.room, keys: club.keys, generation: 3, proof: bytes64 };
const list = { record: signed, receipt, addresses: [{ address: "fe80::1", port: 2525 }] };
const hello = { v: 1, agent: "partyline/1" } as const;
const switchboardHello = { v: 1, nonce: bytes32, key: bytes32 } as const;
const payload = unhex("03aabb");
const roomKeys = Uint8Array.from(Buffer.from(club.keys, "base64url"));
const tombstone = tombstoneOf(club.seed, club, 1_800_000_000_123);

const FROM_HOST: [rule: string, bytes: Uint8Array, golden: string, frame: HostFrame][] = [
  [
    "R3.1 HELLO",
    encodeHello(hello),
    `01 00 00000000 ${ascii('{"v":1,"agent":"partyline/1"}')}`,
    { kind: "hello", hello },
  ],
  [
    "R3.3 REGISTER",
    encodeRegister(2, register),
    `02 00 00000002 ${ascii(`{"room":"${club.room}","keys":"${club.keys}","generation":3,"proof":"${bytes64}"}`)}`,
    { kind: "register", room: 2, register },
  ],
  ["R3.8 UNREGISTER", encodeUnregister(2), "05 00 00000002", { kind: "unregister", room: 2 }],
  [
    "R6.5 LIST",
    encodeList(2, list),
    `06 00 00000002 ${ascii(JSON.stringify(list))}`,
    { kind: "list", room: 2, list },
  ],
  [
    "R6.8 UNLIST",
    encodeUnlist(2, { release: true }),
    `07 00 00000002 ${ascii('{"release":true}')}`,
    { kind: "unlist", room: 2, unlist: { release: true } },
  ],
  [
    "R4.5 DATA",
    joined(dataParts(0x01020304, payload, FLAG.bulk)),
    "11 02 01020304 03aabb",
    { kind: "data", circuit: 0x01020304, more: false, bulk: true, payload },
  ],
  ["R4.10 ADMIT", encodeAdmit(5), "12 00 00000005", { kind: "admit", circuit: 5, replay: undefined }],
  [
    "R5.5 ADMIT with a replay",
    encodeAdmit(5, { epoch: 9, from: 2 ** 32 + 1 }),
    "12 00 00000005 00000009 0000000100000001",
    { kind: "admit", circuit: 5, replay: { epoch: 9, from: 2 ** 32 + 1 } },
  ],
  ["R4.11 CLOSE", encodeClose(5, 4008), "14 00 00000005 0fa8", { kind: "close", circuit: 5, code: 4008 }],
  [
    "R4.9 CREDIT",
    encodeCredit(0, 65_536),
    "15 00 00000000 00010000",
    { kind: "credit", circuit: 0, grant: 65_536 },
  ],
  [
    "R5.1 CAST",
    joined(castParts(2, 0xfffffffe, 258, payload)),
    "16 00 00000002 fffffffe 0000000000000102 03aabb",
    { kind: "cast", room: 2, epoch: 0xfffffffe, batchNo: 258, payload },
  ],
  [
    "R3.10 TOMBSTONE",
    encodeTombstone(roomKeys, tombstone),
    // Behind the keys the golden tombstone of the secure package, whose keys these are.
    `18 00 00000000 ${hex(roomKeys)} 06 000001a3185c507b ` +
      "aaae5a5093615414678778e1031adcd8b62e11427af9a51225b7dc1a84c68cf5" +
      "42d63370d838867178d9d697f9d463dc14ab35b757f185a6cb9cea6361f3100c",
    {
      kind: "tombstone",
      tombstone: {
        room: club.room,
        sign: roomKeys.subarray(0, 32),
        closedAt: 1_800_000_000_123,
        frame: tombstone,
      },
    },
  ],
];

const registered = { ring: { epoch: 4, first: 10, next: 12 } };
const refused = { code: "DISPLACED", detail: "Gone." };
const listing = { as: "Reading Club#abcd", code: "NAME_TAKEN", detail: "Taken." };
const FROM_SWITCHBOARD: [rule: string, bytes: Uint8Array, golden: string, frame: SwitchboardFrame][] = [
  [
    "R3.2 HELLO",
    encodeHello(switchboardHello),
    `01 00 00000000 ${ascii(`{"v":1,"nonce":"${bytes32}","key":"${bytes32}"}`)}`,
    { kind: "hello", hello: switchboardHello },
  ],
  [
    "R3.6 REGISTERED",
    encodeRegistered(2, registered),
    `03 00 00000002 ${ascii('{"ring":{"epoch":4,"first":10,"next":12}}')}`,
    { kind: "registered", room: 2, registered },
  ],
  [
    "R3.6 REFUSED",
    encodeRefused(2, refused),
    `04 00 00000002 ${ascii('{"code":"DISPLACED","detail":"Gone."}')}`,
    { kind: "refused", room: 2, refused },
  ],
  [
    "R6.6 LISTING",
    encodeListing(2, listing),
    `08 00 00000002 ${ascii('{"as":"Reading Club#abcd","code":"NAME_TAKEN","detail":"Taken."}')}`,
    { kind: "listing", room: 2, listing },
  ],
  [
    "R4.2 OPEN",
    encodeOpen(5, 2, filled(8, 0xcc)),
    "10 00 00000005 00000002 cccccccccccccccc",
    { kind: "open", circuit: 5, room: 2, tag: filled(8, 0xcc) },
  ],
  [
    "R4.5 DATA",
    joined(dataParts(5, payload, 0)),
    "11 00 00000005 03aabb",
    { kind: "data", circuit: 5, more: false, bulk: false, payload },
  ],
  ["R5.5 MISSED", encodeMissed(5), "13 00 00000005", { kind: "missed", circuit: 5 }],
  ["R4.11 CLOSE", encodeClose(5, 1006), "14 00 00000005 03ee", { kind: "close", circuit: 5, code: 1006 }],
  ["R4.9 CREDIT", encodeCredit(5, 1), "15 00 00000005 00000001", { kind: "credit", circuit: 5, grant: 1 }],
  ["R8.4 GOAWAY", encodeGoaway(30), "17 00 00000000 001e", { kind: "goaway", window: 30 }],
  [
    "R3.11 BURIED",
    encodeBuried({ room: club.room }),
    `19 00 00000000 ${ascii(`{"room":"${club.room}"}`)}`,
    { kind: "buried", buried: { room: club.room } },
  ],
  [
    "R3.11 BURIED, refused",
    encodeBuried({ room: club.room, code: "STALE", detail: "It lives." }),
    `19 00 00000000 ${ascii(`{"room":"${club.room}","code":"STALE","detail":"It lives."}`)}`,
    { kind: "buried", buried: { room: club.room, code: "STALE", detail: "It lives." } },
  ],
];

describe("golden bytes, and back", () => {
  test.each(FROM_HOST)("%s, from a host", (_, bytes, golden, frame) => {
    expect(hex(bytes)).toBe(golden.replaceAll(" ", ""));
    expect(decodeHostFrame(bytes)).toEqual(frame);
  });

  test.each(FROM_SWITCHBOARD)("%s, from a switchboard", (_, bytes, golden, frame) => {
    expect(hex(bytes)).toBe(golden.replaceAll(" ", ""));
    expect(decodeSwitchboardFrame(bytes)).toEqual(frame);
  });

  test("R2.2 every type has its bytes here", () => {
    const seen = [...FROM_HOST, ...FROM_SWITCHBOARD].map(([, bytes]) => bytes[0]);
    expect(new Set(seen)).toEqual(new Set(Object.values(FRAME)));
  });

  test("R2.3 a type of the table from the wrong side", () => {
    const both: number[] = [FRAME.hello, FRAME.data, FRAME.close, FRAME.credit];
    for (const [, bytes] of FROM_HOST)
      if (!both.includes(bytes[0]!))
        expect(codeOf(() => decodeSwitchboardFrame(bytes))).toBe("UNEXPECTED_FRAME");
    for (const [, bytes] of FROM_SWITCHBOARD)
      if (!both.includes(bytes[0]!)) expect(codeOf(() => decodeHostFrame(bytes))).toBe("UNEXPECTED_FRAME");
  });

  test("R2.4 a payload cut short or lengthened", () => {
    const fixed: number[] = [
      FRAME.unregister,
      FRAME.admit,
      FRAME.close,
      FRAME.credit,
      FRAME.open,
      FRAME.missed,
      FRAME.goaway,
      FRAME.tombstone,
    ];
    const checked = [
      ...FROM_HOST.map(([, bytes]) => [bytes, decodeHostFrame] as const),
      ...FROM_SWITCHBOARD.map(([, bytes]) => [bytes, decodeSwitchboardFrame] as const),
    ].filter(([bytes]) => fixed.includes(bytes[0]!));
    expect(checked.length).toBeGreaterThan(8);
    for (const [bytes, decode] of checked) {
      expect(codeOf(() => decode(joined([bytes, filled(1, 0)])))).toBe("BAD_FRAME");
      expect(codeOf(() => decode(bytes.subarray(0, -1)))).toBe("BAD_FRAME");
    }
  });
});

describe("without copying", () => {
  test("R4.5, R5.1 what carries link frames is a header and a view", () => {
    for (const [header, view] of [
      dataParts(1, payload, 0),
      castParts(1, 0, 0, payload),
      ...chunksOf(1, payload, false),
    ]) {
      expect(view.buffer).toBe(payload.buffer);
      expect(header.length).toBeLessThanOrEqual(18);
    }
    const bytes = unhex("11 00 00000005 03aabb");
    const frame = decodeHostFrame(bytes);
    expect(frame.kind === "data" && frame.payload.buffer).toBe(bytes.buffer);
  });

  test("R2.1 the header can be written in place", () => {
    const bytes = filled(9, 0xff);
    writeHeader(bytes, 2, FRAME.data, FLAG.more, 0x80000001);
    expect(hex(bytes)).toBe("ffff110180000001ff");
  });

  test("R2.7 the largest link frame fits a cast, and no larger one", () => {
    const largest = filled(limits.LINK_FRAME_BYTES, 1);
    const bytes = joined(castParts(1, 0, 0, largest));
    expect(bytes.length).toBeLessThanOrEqual(limits.FRAME_BYTES);
    expect(decodeHostFrame(bytes)).toMatchObject({ kind: "cast", payload: largest });
    const larger = filled(limits.LINK_FRAME_BYTES + 1, 1);
    expect(codeOf(() => castParts(1, 0, 0, larger))).toBe("FRAME_TOO_LARGE");
    expect(codeOf(() => [...chunksOf(1, larger, true)])).toBe("FRAME_TOO_LARGE");
    expect(codeOf(() => decodeHostFrame(joined([bytes, filled(1, 1)])))).toBe("FRAME_TOO_LARGE");
    expect(codeOf(() => castParts(1, 0, 0, filled(0, 0)))).toBe("BAD_FRAME");
  });
});
