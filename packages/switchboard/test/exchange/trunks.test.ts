import { encodeHello, encodeRegister, encodeUnregister, limits, relayCloseCodeOf } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { keysOf, registerOf } from "../keys.ts";
import { AUTHORITY, stage } from "./stage.ts";

const NONCE = Buffer.alloc(32, 7).toString("base64url");

describe("a host's trunk", () => {
  test("R3.2 the switchboard greets first", () => {
    const host = stage().trunk();
    expect(host.of("hello")).toHaveLength(1);
  });

  test.each([
    ["R3.1 another first frame", encodeUnregister(1), "UNEXPECTED_FRAME"],
    ["R3.1 a hello above 1,024 bytes", new Uint8Array(1025), "FRAME_TOO_LARGE"],
    ["R2.1 a frame that is cut short", new Uint8Array(5), "BAD_FRAME"],
    ["R3.1 another version", Buffer.from(`\u0001\0\0\0\0\0{"v":2}`), "VERSION"],
  ] as const)("%s ends it", (_, frame, code) => {
    const host = stage().trunk();
    host.send(frame);
    expect(host.closed).toBe(relayCloseCodeOf(code));
  });

  test("R3.1 no hello for 10 s is SILENT", () => {
    const scene = stage();
    const host = scene.trunk();
    scene.pass(limits.HELLO_MS);
    expect(host.closed).toBeUndefined();
    scene.pass(1);
    expect(host.closed).toBe(relayCloseCodeOf("SILENT"));
  });

  test("R3.4 a proof for another nonce, authority, room or generation is BAD_PROOF", () => {
    const scene = stage();
    const host = scene.trunk();
    host.send(encodeHello({ v: 1 }));
    const challenge = { nonce: NONCE, authority: AUTHORITY };
    const good = registerOf(scene.room, challenge);
    const other = Buffer.alloc(32, 8).toString("base64url");
    host.send(encodeRegister(1, registerOf(scene.room, { ...challenge, nonce: other })));
    host.send(encodeRegister(2, registerOf(scene.room, { ...challenge, authority: "evil.example" })));
    host.send(encodeRegister(3, { ...good, generation: 2 }));
    host.send(encodeRegister(4, { ...good, room: keysOf("other").room }));
    expect(host.of("refused").map(({ refused }) => refused.code)).toEqual([
      "BAD_PROOF",
      "BAD_PROOF",
      "BAD_PROOF",
      "WRONG_ROOM",
    ]);
    expect(host.closed).toBeUndefined();
    host.send(encodeRegister(5, good));
    expect(host.of("registered")).toEqual([{ kind: "registered", room: 5, registered: { ring: null } }]);
  });

  test("R3.4 with names of its own, what the Host header says does not count", () => {
    const scene = stage({ authorities: ["mine.example"] });
    expect(scene.host().of("refused")[0]?.refused.code).toBe("BAD_PROOF");
  });

  test("R3.7 the higher generation has the room; what is late from the other touches nothing", () => {
    const scene = stage();
    const first = scene.host(5);
    const { client, circuit } = scene.member(first);
    const second = scene.host(6);
    expect(first.of("refused")).toMatchObject([{ room: 1, refused: { code: "DISPLACED" } }]);
    expect(client.closed).toBe(relayCloseCodeOf("HOST_GONE"));
    const fresh = scene.member(second).client;
    first.cast(1, 1, 1, "late");
    first.data(circuit, Buffer.from("late"));
    first.send(encodeUnregister(1));
    first.session.closed(1006);
    scene.flush();
    second.cast(1, 1, 1, "live");
    scene.flush();
    expect([first.closed, fresh.texts]).toEqual([undefined, ["live"]]);
  });

  test("R3.7 an equal or lower generation is refused", () => {
    const scene = stage();
    const first = scene.host(5);
    for (const generation of [5, 4])
      expect(scene.host(generation).of("refused")[0]?.refused.code).toBe("DISPLACED");
    expect(first.of("refused")).toEqual([]);
  });

  test("R3.7 only trunks that are alive are compared", () => {
    const scene = stage();
    scene.host(9).session.closed(1006);
    expect(scene.host(1).of("registered")).toHaveLength(1);
  });

  test("R3.3 a number that was used before ends the trunk", () => {
    const scene = stage();
    const host = scene.host();
    host.send(encodeUnregister(1));
    host.send(encodeRegister(1, registerOf(scene.room, { nonce: NONCE, authority: AUTHORITY }, 2)));
    expect(host.closed).toBe(relayCloseCodeOf("UNEXPECTED_FRAME"));
  });

  test("R3.9 when it ends, its clients are told HOST_GONE, and nothing is left but the ring, for 5 min", () => {
    const scene = stage();
    const host = scene.host();
    const { client } = scene.member(host);
    host.cast(1, 1, 1, "kept");
    host.session.closed(1006);
    scene.flush();
    expect([client.texts, client.closed]).toEqual([["kept"], relayCloseCodeOf("HOST_GONE")]);
    expect(scene.exchange.census).toMatchObject({ trunks: 0, circuits: 0, rooms: 1 });
    scene.pass(limits.RING_MS + 1);
    expect(scene.exchange.census).toMatchObject({ rooms: 0, ringBytes: 0 });
  });

  test("R3.6 LIMIT above 64 rooms", () => {
    const scene = stage();
    const host = scene.host();
    for (let n = 2; n <= 65; n++)
      host.send(encodeRegister(n, registerOf(keysOf(`room ${n}`), { nonce: NONCE, authority: AUTHORITY })));
    expect(host.of("registered")).toHaveLength(64);
    expect(host.of("refused")).toMatchObject([{ room: 65, refused: { code: "LIMIT" } }]);
  });
});

test("R8.4 hosts are told GOAWAY with a window, clients by close code", () => {
  const scene = stage();
  const host = scene.host();
  const { client } = scene.member(host);
  scene.exchange.goaway(30);
  expect(host.of("goaway")).toEqual([{ kind: "goaway", window: 30 }]);
  scene.exchange.close(30);
  expect([client.closed, host.closed]).toEqual([4111, 4111]);
  expect(scene.exchange.census).toMatchObject({ trunks: 0, circuits: 0 });
});
