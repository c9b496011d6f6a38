/** One or more of every message, as a value and as the exact text that goes over the wire. */
import type { Command, CommandType, HostMessage, KnownEvent, Signal } from "../src/index.ts";

export const MEMBER = "abcdefghijklmnop";
export const OTHER = "qrstuvwxyz234567";
export const CLIENT = "0123456789abcdef";
export const LOG = "00112233445566778899aabbccddeeff";
export const SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

type Sample<M> = readonly [rule: string, value: M, text: string];

/** By type, so that the compiler misses the one that is left out. */
export const COMMANDS: { [T in CommandType]: Sample<Extract<Command, { type: T }>>[] } = {
  hello: [
    [
      "P2.2",
      { type: "hello", v: 1, name: "Anna", client: CLIENT },
      '{"type":"hello","v":1,"name":"Anna","client":"0123456789abcdef"}',
    ],
    [
      "P2.2",
      { type: "hello", v: 1, name: "Ünal 🦊", client: CLIENT, since: { log: LOG, seq: 41 } },
      '{"type":"hello","v":1,"name":"Ünal 🦊","client":"0123456789abcdef","since":{"log":"00112233445566778899aabbccddeeff","seq":41}}',
    ],
    [
      "P4.3",
      { type: "hello", v: 1, name: "Anna", client: CLIENT, since: { seq: 0 } },
      '{"type":"hello","v":1,"name":"Anna","client":"0123456789abcdef","since":{"seq":0}}',
    ],
    [
      "P2.2",
      { type: "hello", v: 1, name: "Anna", client: CLIENT, since: { log: LOG, seq: 41 }, replay: true },
      '{"type":"hello","v":1,"name":"Anna","client":"0123456789abcdef","since":{"log":"00112233445566778899aabbccddeeff","seq":41},"replay":true}',
    ],
  ],
  send: [
    [
      "P2.3",
      { type: "send", n: 1, body: { kind: "message", text: 'a\tb\n"c" \\ 🦊' } },
      '{"type":"send","n":1,"body":{"kind":"message","text":"a\\tb\\n\\"c\\" \\\\ 🦊"}}',
    ],
  ],
  fetch: [
    ["P2.4", { type: "fetch", re: 1 }, '{"type":"fetch","re":1}'],
    ["P2.4", { type: "fetch", re: 2, from: 42, limit: 200 }, '{"type":"fetch","re":2,"from":42,"limit":200}'],
    ["P2.4", { type: "fetch", re: 3, before: 42 }, '{"type":"fetch","re":3,"before":42}'],
  ],
  who: [
    ["P2.5", { type: "who", re: 4 }, '{"type":"who","re":4}'],
    ["P2.5", { type: "who", re: 5, after: MEMBER }, '{"type":"who","re":5,"after":"abcdefghijklmnop"}'],
  ],
  typing: [["P2.6", { type: "typing", on: true }, '{"type":"typing","on":true}']],
  presence: [["P2.6", { type: "presence", away: false }, '{"type":"presence","away":false}']],
  name: [["P2.7", { type: "name", re: 6, name: "Anna B" }, '{"type":"name","re":6,"name":"Anna B"}']],
  leave: [["P2.8", { type: "leave" }, '{"type":"leave"}']],
  ping: [["P2.9", { type: "ping", re: 7 }, '{"type":"ping","re":7}']],
  kick: [
    ["P2.10", { type: "kick", re: 8, member: OTHER }, '{"type":"kick","re":8,"member":"qrstuvwxyz234567"}'],
  ],
  ban: [
    ["P2.10", { type: "ban", re: 9, member: OTHER }, '{"type":"ban","re":9,"member":"qrstuvwxyz234567"}'],
  ],
  unban: [
    [
      "P2.10",
      { type: "unban", re: 10, member: OTHER },
      '{"type":"unban","re":10,"member":"qrstuvwxyz234567"}',
    ],
  ],
  "room-name": [
    ["P2.11", { type: "room-name", re: 11, name: "Tea" }, '{"type":"room-name","re":11,"name":"Tea"}'],
  ],
  password: [
    ["P2.12", { type: "password", re: 12, password: "pw" }, '{"type":"password","re":12,"password":"pw"}'],
    ["P2.12", { type: "password", re: 13, password: null }, '{"type":"password","re":13,"password":null}'],
  ],
  close: [["P2.13", { type: "close", re: 14 }, '{"type":"close","re":14}']],
};

const by = { by: MEMBER, from: "Anna" };
/** By kind; events travel as the host's log holds them, `seq` first. */
export const EVENTS: {
  [K in KnownEvent["kind"]]: Sample<KnownEvent & { kind: K }>[];
} = {
  message: [
    [
      "P3.3",
      { seq: 1, at: 1_700_000_000_000, kind: "message", ...by, text: "Hi", client: CLIENT, n: 1 },
      '{"seq":1,"at":1700000000000,"kind":"message","by":"abcdefghijklmnop","from":"Anna","text":"Hi","client":"0123456789abcdef","n":1}',
    ],
  ],
  join: [
    [
      "P3.4",
      { seq: 2, at: 0, kind: "join", ...by },
      '{"seq":2,"at":0,"kind":"join","by":"abcdefghijklmnop","from":"Anna"}',
    ],
  ],
  rename: [
    [
      "P3.5",
      { seq: 3, at: 0, kind: "rename", ...by, to: "Bea" },
      '{"seq":3,"at":0,"kind":"rename","by":"abcdefghijklmnop","from":"Anna","to":"Bea"}',
    ],
  ],
  room: [
    [
      "P3.6",
      { seq: 4, at: 0, kind: "room", ...by, name: "Tea" },
      '{"seq":4,"at":0,"kind":"room","by":"abcdefghijklmnop","from":"Anna","name":"Tea"}',
    ],
    [
      "P3.6",
      { seq: 5, at: 0, kind: "room", ...by, password: true },
      '{"seq":5,"at":0,"kind":"room","by":"abcdefghijklmnop","from":"Anna","password":true}',
    ],
  ],
  ...removals(),
};

function removals() {
  const sample = <K extends "kick" | "ban" | "unban">(kind: K) => [
    [
      "P3.7",
      { seq: 6, at: 0, kind, ...by, member: OTHER, name: "Cem" },
      `{"seq":6,"at":0,"kind":"${kind}","by":"abcdefghijklmnop","from":"Anna","member":"qrstuvwxyz234567","name":"Cem"}`,
    ] as const,
  ];
  return { kick: sample("kick"), ban: sample("ban"), unban: sample("unban") };
}

const page: Sample<Extract<HostMessage, { type: "page" }>>[] = [
  [
    "P4.4",
    { type: "page", re: 0, first: 1, head: 0, events: [] },
    '{"type":"page","re":0,"first":1,"head":0,"events":[]}',
  ],
  ...Object.values(EVENTS)
    .flat()
    .map(
      ([, event, text]): Sample<Extract<HostMessage, { type: "page" }>> => [
        "P4.4",
        { type: "page", re: 3, first: 1, head: 9, events: [event] },
        `{"type":"page","re":3,"first":1,"head":9,"events":[${text}]}`,
      ],
    ),
];

export const HOST_MESSAGES: {
  [T in HostMessage["type"]]: Sample<Extract<HostMessage, { type: T }>>[];
} = {
  welcome: [
    [
      "P4.1",
      {
        type: "welcome",
        v: 1,
        room: { name: "Tea", password: false, log: LOG, first: 1, head: 41 },
        you: { id: MEMBER, name: "Anna", role: "owner" },
        epoch: { epoch: 3, secret: SECRET, next: 0 },
        start: "fresh",
        here: 1,
        at: 1_700_000_000_000,
      },
      `{"type":"welcome","v":1,"room":{"name":"Tea","password":false,"log":"00112233445566778899aabbccddeeff","first":1,"head":41},"you":{"id":"abcdefghijklmnop","name":"Anna","role":"owner"},"epoch":{"epoch":3,"secret":"${SECRET}","next":0},"start":"fresh","here":1,"at":1700000000000}`,
    ],
    [
      "P4.3",
      {
        type: "welcome",
        v: 1,
        room: { name: "Tea", password: false, log: LOG, first: 1, head: 41 },
        you: { id: MEMBER, name: "Anna", role: "owner" },
        epoch: { epoch: 3, secret: SECRET, next: 7 },
        start: "replayed",
        live: 9,
        here: 1,
        at: 1_700_000_000_000,
      },
      `{"type":"welcome","v":1,"room":{"name":"Tea","password":false,"log":"00112233445566778899aabbccddeeff","first":1,"head":41},"you":{"id":"abcdefghijklmnop","name":"Anna","role":"owner"},"epoch":{"epoch":3,"secret":"${SECRET}","next":7},"start":"replayed","live":9,"here":1,"at":1700000000000}`,
    ],
  ],
  page,
  ack: [
    ["P4.7", { type: "ack", n: 1, seq: 42 }, '{"type":"ack","n":1,"seq":42}'],
    ["P4.7", { type: "ack", n: 1, seq: null }, '{"type":"ack","n":1,"seq":null}'],
  ],
  expected: [["P4.7", { type: "expected", n: 9, expect: 7 }, '{"type":"expected","n":9,"expect":7}']],
  done: [["P4.8", { type: "done", re: 1 }, '{"type":"done","re":1}']],
  refused: [
    [
      "P4.8",
      { type: "refused", re: 1, code: "RATE", detail: "Slower." },
      '{"type":"refused","re":1,"code":"RATE","detail":"Slower."}',
    ],
    [
      "P4.8",
      { type: "refused", n: 2, code: "A_LATER_CODE", detail: "" },
      '{"type":"refused","n":2,"code":"A_LATER_CODE","detail":""}',
    ],
    [
      "P4.8",
      { type: "refused", code: "UNKNOWN_TYPE", detail: "" },
      '{"type":"refused","code":"UNKNOWN_TYPE","detail":""}',
    ],
  ],
  members: [
    [
      "P4.9",
      {
        type: "members",
        re: 4,
        members: [{ id: MEMBER, name: "Anna", role: "member", here: true, banned: false }],
        more: false,
      },
      '{"type":"members","re":4,"members":[{"id":"abcdefghijklmnop","name":"Anna","role":"member","here":true,"banned":false}],"more":false}',
    ],
  ],
  epoch: [
    [
      "P4.10",
      { type: "epoch", epoch: 4, secret: SECRET, next: 0 },
      `{"type":"epoch","epoch":4,"secret":"${SECRET}","next":0}`,
    ],
  ],
  beat: [
    [
      "P4.11",
      { type: "beat", head: 42, epoch: 4, next: 7, at: 5 },
      '{"type":"beat","head":42,"epoch":4,"next":7,"at":5}',
    ],
  ],
  bye: [
    [
      "P4.12",
      { type: "bye", code: "KICKED", detail: "Out." },
      '{"type":"bye","code":"KICKED","detail":"Out."}',
    ],
  ],
};

export const SIGNALS: Sample<Signal>[] = [
  [
    "P4.2",
    { kind: "typing", by: MEMBER, from: "Anna", on: true },
    '{"kind":"typing","by":"abcdefghijklmnop","from":"Anna","on":true}',
  ],
  ...(["here", "away", "gone"] as const).map(
    (state): Sample<Signal> => [
      "P4.2",
      { kind: "presence", by: MEMBER, from: "Anna", state },
      `{"kind":"presence","by":"abcdefghijklmnop","from":"Anna","state":"${state}"}`,
    ],
  ),
];

const utf8 = new TextEncoder();
export const bytes = (text: string): Uint8Array => utf8.encode(text);
export const text = (encoded: Uint8Array): string => new TextDecoder().decode(encoded);
