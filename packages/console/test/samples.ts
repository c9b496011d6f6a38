/** One of each message, with its rule and its text on the wire. */
import type { Answer, Ask, Back, Question, Tell, With } from "../src/index.ts";

export const ROOM = "ab2c".repeat(8);
export const KEYS = `${"A".repeat(85)}Q`;
export const TOKEN = "f5dYBJrNXaWe9XVtt3_dGw";
const ADDRESSES = [
  { address: "192.168.1.20", port: 2525 },
  { address: "fe80::1%eth0", port: 2525 },
];
const ADDRESSES_TEXT = `[{"address":"192.168.1.20","port":2525},{"address":"fe80::1%eth0","port":2525}]`;
const TARGET = { id: ROOM, name: "Kitchen", keys: KEYS, addresses: ADDRESSES, token: TOKEN };
const TARGET_TEXT = `"id":"${ROOM}","name":"Kitchen","keys":"${KEYS}","addresses":${ADDRESSES_TEXT},"token":"${TOKEN}"`;
const ENTRY = { key: 1, n: 7, body: { kind: "message" as const, text: "hi" }, at: 5 };
const ENTRY_TEXT = `{"key":1,"n":7,"body":{"kind":"message","text":"hi"},"at":5}`;
const FAILED = { ...ENTRY, key: 2, n: null, failed: { code: "TEXT_CHARACTERS", detail: "no" } };
const FAILED_TEXT = `{"key":2,"n":null,"body":{"kind":"message","text":"hi"},"at":5,"failed":{"code":"TEXT_CHARACTERS","detail":"no"}}`;
const LAST = { log: "0".repeat(32), seq: 9 };
const LAST_TEXT = `{"log":"${"0".repeat(32)}","seq":9}`;
const BOARD = "https://talk.example";
const VIA = [
  {
    switchboard: BOARD,
    state: "listed" as const,
    words: "Listed on talk.example as Kitchen.",
    listedAs: "Kitchen",
    link: `${BOARD}/r/Kitchen#${ROOM}`,
  },
  { switchboard: "http://10.0.0.5:2526", state: "offline" as const, words: "It does not answer." },
];
const VIA_TEXT = `[{"switchboard":"https://talk.example","state":"listed","words":"Listed on talk.example as Kitchen.","listedAs":"Kitchen","link":"https://talk.example/r/Kitchen#${ROOM}"},{"switchboard":"http://10.0.0.5:2526","state":"offline","words":"It does not answer."}]`;
const HOSTED = {
  id: ROOM,
  name: "Kitchen",
  open: true,
  password: false,
  unlisted: false,
  keep: { days: 30 },
  listedAs: "Kitchen (2)",
  here: [{ id: "m".repeat(16), name: "Ben" }],
  roads: [{ address: "192.168.1.20:2525", link: `http://192.168.1.20:2525/r/${ROOM}` }],
  via: VIA,
  shareAddresses: true,
  target: TARGET,
};
const HOSTED_TEXT = `{"id":"${ROOM}","name":"Kitchen","open":true,"password":false,"unlisted":false,"keep":{"days":30},"listedAs":"Kitchen (2)","here":[{"id":"${"m".repeat(16)}","name":"Ben"}],"roads":[{"address":"192.168.1.20:2525","link":"http://192.168.1.20:2525/r/${ROOM}"}],"via":${VIA_TEXT},"shareAddresses":true,"target":{${TARGET_TEXT}}}`;
const NEARBY = { ...TARGET, password: true, by: "Ben" };
const NEARBY_TEXT = `{${TARGET_TEXT},"password":true,"by":"Ben"}`;
const { token: _token, ...LISTED } = TARGET;
const THROUGH_TEXT = `"id":"${ROOM}","name":"Kitchen","keys":"${KEYS}","addresses":${ADDRESSES_TEXT},"switchboards":["https://talk.example"]`;
const SHOWN = {
  ...LISTED,
  switchboards: [BOARD],
  password: true,
  by: "Ben",
  online: true,
  listedAs: "Kitchen#ab2c",
};
const SHOWN_TEXT = `{${THROUGH_TEXT},"password":true,"by":"Ben","online":true,"listedAs":"Kitchen#ab2c"}`;

interface Sample<Q extends Question> {
  rule: string;
  with: With<Q>;
  withText: string;
  ok: Back<Q>;
  okText: string;
}

/** Every question: the record's type lets none be missing. */
export const QUESTION_SAMPLES: { readonly [Q in Question]: Sample<Q> } = {
  profile: {
    rule: "C3.1",
    with: {},
    withText: "{}",
    ok: { seed: "A".repeat(43), name: "Anna" },
    okText: `{"seed":"${"A".repeat(43)}","name":"Anna"}`,
  },
  "set-name": {
    rule: "C3.2",
    with: { name: "Anna" },
    withText: `{"name":"Anna"}`,
    ok: { name: "Anna" },
    okText: `{"name":"Anna"}`,
  },
  saved: {
    rule: "C3.3",
    with: {},
    withText: "{}",
    ok: [{ ...TARGET, lastJoined: 5 }],
    okText: `[{${TARGET_TEXT},"lastJoined":5}]`,
  },
  pin: {
    rule: "C3.4",
    with: { room: { ...TARGET, lastJoined: 5 } },
    withText: `{"room":{${TARGET_TEXT},"lastJoined":5}}`,
    ok: null,
    okText: "null",
  },
  forget: { rule: "C3.4", with: { id: ROOM }, withText: `{"id":"${ROOM}"}`, ok: null, okText: "null" },
  "open-session": {
    rule: "C3.5",
    with: { id: ROOM },
    withText: `{"id":"${ROOM}"}`,
    ok: {
      session: 1,
      client: "0123456789abcdef",
      nextN: 8,
      outbox: [ENTRY, FAILED],
      last: LAST,
      remembered: [],
    },
    okText: `{"session":1,"client":"0123456789abcdef","nextN":8,"outbox":[${ENTRY_TEXT},${FAILED_TEXT}],"last":${LAST_TEXT},"remembered":[]}`,
  },
  write: {
    rule: "C3.6",
    with: { session: 1, put: [ENTRY, FAILED], remove: [3], nextN: 8 },
    withText: `{"session":1,"put":[${ENTRY_TEXT},${FAILED_TEXT}],"remove":[3],"nextN":8}`,
    ok: null,
    okText: "null",
  },
  "save-last": {
    rule: "C3.7",
    with: {
      session: 1,
      last: LAST,
      events: [
        {
          seq: 9,
          at: 5,
          kind: "message",
          by: "a".repeat(16),
          from: "Ben",
          text: "hi",
          client: "0".repeat(16),
          n: 1,
        },
      ],
      fresh: true,
    },
    withText: `{"session":1,"last":${LAST_TEXT},"events":[{"seq":9,"at":5,"kind":"message","by":"${"a".repeat(16)}","from":"Ben","text":"hi","client":"${"0".repeat(16)}","n":1}],"fresh":true}`,
    ok: null,
    okText: "null",
  },
  "close-session": {
    rule: "C3.8",
    with: { session: 1 },
    withText: `{"session":1}`,
    ok: null,
    okText: "null",
  },
  locate: {
    rule: "C3.9",
    with: { where: "Kitchen#ab2c" },
    withText: `{"where":"Kitchen#ab2c"}`,
    ok: NEARBY,
    okText: NEARBY_TEXT,
  },
  create: {
    rule: "C3.10",
    with: {
      name: "Kitchen",
      password: "open sesame",
      unlisted: false,
      switchboards: [BOARD],
      shareAddresses: true,
      keep: { days: 30 },
    },
    withText: `{"name":"Kitchen","password":"open sesame","unlisted":false,"switchboards":["https://talk.example"],"shareAddresses":true,"keep":{"days":30}}`,
    ok: HOSTED,
    okText: HOSTED_TEXT,
  },
  open: { rule: "C3.11", with: { id: ROOM }, withText: `{"id":"${ROOM}"}`, ok: HOSTED, okText: HOSTED_TEXT },
  close: { rule: "C3.12", with: { id: ROOM }, withText: `{"id":"${ROOM}"}`, ok: null, okText: "null" },
  destroy: { rule: "C3.13", with: { id: ROOM }, withText: `{"id":"${ROOM}"}`, ok: null, okText: "null" },
  "set-reach": {
    rule: "C3.23",
    with: { id: ROOM, unlisted: true, switchboards: [], shareAddresses: false },
    withText: `{"id":"${ROOM}","unlisted":true,"switchboards":[],"shareAddresses":false}`,
    ok: HOSTED,
    okText: HOSTED_TEXT,
  },
  "recovery-key": {
    rule: "C3.24",
    with: { id: ROOM },
    withText: `{"id":"${ROOM}"}`,
    ok: { key: "abcd efgh" },
    okText: `{"key":"abcd efgh"}`,
  },
  recover: {
    rule: "C3.25",
    with: { key: "abcd efgh", switchboards: [BOARD], name: "Kitchen" },
    withText: `{"key":"abcd efgh","switchboards":["https://talk.example"],"name":"Kitchen"}`,
    ok: HOSTED,
    okText: HOSTED_TEXT,
  },
  "add-switchboard": {
    rule: "C3.26",
    with: { where: "talk.example" },
    withText: `{"where":"talk.example"}`,
    ok: { url: BOARD, label: "talk.example", ms: 43 },
    okText: `{"url":"https://talk.example","label":"talk.example","ms":43}`,
  },
  "remove-switchboard": {
    rule: "C3.27",
    with: { url: BOARD },
    withText: `{"url":"https://talk.example"}`,
    ok: null,
    okText: "null",
  },
  "test-switchboard": {
    rule: "C3.28",
    with: { url: BOARD },
    withText: `{"url":"https://talk.example"}`,
    ok: { ms: 43, words: "talk.example answers in 43 ms." },
    okText: `{"ms":43,"words":"talk.example answers in 43 ms."}`,
  },
};

const KEPT = {
  id: ROOM,
  name: "Attic",
  open: false,
  password: true,
  unlisted: true,
  keep: "all" as const,
  trouble: "Its history is damaged.",
  here: [],
  roads: [],
  via: [],
  shareAddresses: false,
};

/** Everything that is told. */
export const TELL_SAMPLES: {
  readonly [T in Tell["tell"]]: { rule: string; tell: Extract<Tell, { tell: T }>; text: string };
} = {
  hello: {
    rule: "C3.17",
    tell: { tell: "hello", v: 3, name: "Anna" },
    text: `{"tell":"hello","v":3,"name":"Anna"}`,
  },
  nearby: {
    rule: "C3.18",
    tell: { tell: "nearby", rooms: [NEARBY] },
    text: `{"tell":"nearby","rooms":[${NEARBY_TEXT}]}`,
  },
  hosted: {
    rule: "C3.19",
    tell: { tell: "hosted", rooms: [HOSTED, KEPT] },
    text: `{"tell":"hosted","rooms":[${HOSTED_TEXT},{"id":"${ROOM}","name":"Attic","open":false,"password":true,"unlisted":true,"keep":"all","trouble":"Its history is damaged.","here":[],"roads":[],"via":[],"shareAddresses":false}]}`,
  },
  switchboards: {
    rule: "C3.29",
    tell: {
      tell: "switchboards",
      rows: [
        { url: BOARD, label: "talk.example", state: "ok", rooms: [SHOWN], more: true },
        {
          url: "http://10.0.0.5:2526",
          label: "10.0.0.5:2526",
          state: "failed",
          trouble: "It does not answer.",
          rooms: [],
        },
      ],
    },
    text: `{"tell":"switchboards","rows":[{"url":"https://talk.example","label":"talk.example","state":"ok","rooms":[${SHOWN_TEXT}],"more":true},{"url":"http://10.0.0.5:2526","label":"10.0.0.5:2526","state":"failed","trouble":"It does not answer.","rooms":[]}]}`,
  },
  name: { rule: "C3.20", tell: { tell: "name", name: "Bo" }, text: `{"tell":"name","name":"Bo"}` },
  saved: {
    rule: "C3.35",
    tell: { tell: "saved", rooms: [{ ...TARGET, lastJoined: 5 }] },
    text: `{"tell":"saved","rooms":[{${TARGET_TEXT},"lastJoined":5}]}`,
  },
  bye: { rule: "C3.21", tell: { tell: "bye" }, text: `{"tell":"bye"}` },
};

/** Failures, as they travel. */
export const ERROR_SAMPLE: { answer: Answer; text: string } = {
  answer: { re: 4, error: { code: "NO_ROOM", message: "There is no such room on this device." } },
  text: `{"re":4,"error":{"code":"NO_ROOM","message":"There is no such room on this device."}}`,
};

export const ASK: Ask = { re: 4, ask: "forget", with: { id: ROOM } };
