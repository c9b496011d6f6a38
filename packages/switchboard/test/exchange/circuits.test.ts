import { encodeClose, encodeCredit, limits, relayCloseCodeOf } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { keysOf } from "../keys.ts";
import { stage } from "./stage.ts";

describe("circuits", () => {
  test("R4.1 the host hears of a client with its first frame; 10 s without one is SILENT", () => {
    const scene = stage();
    const host = scene.host();
    const [quiet, client] = [scene.client(), scene.client()];
    expect(host.of("open")).toEqual([]);
    client.say("hello");
    expect(host.of("open")).toEqual([{ kind: "open", circuit: 1, room: 1, tag: Buffer.alloc(8, 9) }]);
    expect(host.of("data").map(({ payload }) => String(payload))).toEqual(["hello"]);
    scene.pass(limits.HELLO_MS + 1);
    expect([quiet.closed, client.closed]).toEqual([relayCloseCodeOf("SILENT"), undefined]);
  });

  test("R4.1 a first frame above 1,024 bytes ends it", () => {
    const scene = stage();
    scene.host();
    const client = scene.client();
    client.say(new Uint8Array(1025));
    expect(client.closed).toBe(relayCloseCodeOf("FRAME_TOO_LARGE"));
  });

  test("R4.1 a room without a trunk is OFFLINE, whether it is known or not", () => {
    const scene = stage();
    scene.host().session.closed(1006);
    for (const id of [scene.room.room, keysOf("never").room])
      expect(scene.client(id).closed).toBe(relayCloseCodeOf("OFFLINE"));
  });

  test("R4.3 late frames are ignored; a circuit that never was ends the trunk", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    client.session.closed(1001);
    expect(host.of("close")).toEqual([{ kind: "close", circuit, code: 1006 }]);
    host.data(circuit, Buffer.from("late"));
    host.send(encodeCredit(circuit, 5));
    host.send(encodeClose(circuit, 1000));
    host.admit(circuit);
    expect(host.closed).toBeUndefined();
    host.data(circuit + 1, Buffer.from("never"));
    expect(host.closed).toBe(relayCloseCodeOf("UNEXPECTED_FRAME"));
  });

  test("R4.5 chunks become whole link frames, both ways", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    const large = Buffer.alloc(limits.LINK_FRAME_BYTES, "x");
    host.data(circuit, large, true);
    client.say(large);
    expect(client.messages).toEqual([large]);
    const chunks = host.of("data").slice(1);
    expect(chunks.map(({ more, bulk }) => [more, bulk])).toEqual([
      [true, true],
      [true, true],
      [true, true],
      [false, true],
    ]);
    expect(Buffer.concat(chunks.map(({ payload }) => payload))).toEqual(large);
  });

  test("R4.7 a client without credit is not read; what waited goes on with the grant", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    const sizes = () => host.of("data").reduce((sum, { payload }) => sum + payload.length, 0);
    for (let i = 0; i < 20; i++) client.say(new Uint8Array(4096));
    expect(sizes()).toBeLessThan(limits.CIRCUIT_CREDIT + 4096);
    expect([client.reading, client.session.unread]).toEqual([false, true]);
    host.send(encodeCredit(circuit, 5 + 16 * 4096));
    expect([client.reading, sizes()]).toEqual([true, 5 + 20 * 4096]);
    host.send(encodeCredit(circuit, limits.CIRCUIT_CREDIT));
    expect(host.closed).toBe(relayCloseCodeOf("CREDIT"));
  });

  test("R4.7 credit is granted when the client's socket has taken it; beyond it is CREDIT", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    client.open = false;
    const part = Buffer.alloc(limits.CHUNK_BYTES);
    for (let i = 0; i < 4; i++) host.data(circuit, part);
    expect(host.of("credit")).toEqual([]);
    client.go();
    expect(host.of("credit").map(({ grant }) => grant)).toEqual([65_536]);
    client.open = false;
    for (let i = 0; i < 4; i++) host.data(circuit, part);
    expect(host.closed).toBeUndefined();
    host.data(circuit, part);
    expect(host.closed).toBe(relayCloseCodeOf("CREDIT"));
  });

  test("R4.6, R4.8 bulk to a host goes behind all else, circuits in turn, within the window", () => {
    const scene = stage();
    const host = scene.host();
    const members = [1, 2, 3, 4, 5, 6].map(() => scene.member(host));
    const large = new Uint8Array(limits.LINK_FRAME_BYTES);
    host.open = false;
    members[0]?.client.say("something that waits");
    for (const { client } of members) client.say(large);
    members[5]?.client.say("behind its own bulk");
    members[1]?.client.session.closed(1000);
    host.go();
    const order = host.frames.slice(-1 - 17);
    expect(order[0]).toMatchObject({ kind: "close", circuit: members[1]!.circuit });
    const bulk = host.of("data").filter((frame) => frame.bulk);
    expect(bulk.slice(0, 5).map(({ circuit }) => circuit)).toEqual(
      members.filter((_, i) => i !== 1).map(({ circuit }) => circuit),
    );
    const sent = bulk.reduce((sum, { payload }) => sum + payload.length, 0);
    expect(sent).toBeGreaterThanOrEqual(limits.TRUNK_WINDOW);
    expect(sent).toBeLessThan(limits.TRUNK_WINDOW + limits.CHUNK_BYTES);
    host.send(encodeCredit(0, sent));
    const last = host.of("data").at(-1);
    expect([String(last?.payload), last?.bulk]).toEqual(["behind its own bulk", true]);
  });

  test("R4.8 bulk from a host is granted as it arrives, whoever does not read", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    client.open = false;
    for (let i = 0; i < 2; i++) host.data(circuit, new Uint8Array(limits.LINK_FRAME_BYTES - 1), true);
    expect(host.closed).toBe(undefined);
    client.session.closed(1006);
    for (let i = 0; i < 8; i++) host.data(circuit, new Uint8Array(limits.LINK_FRAME_BYTES), true);
    expect(host.of("credit").every((frame) => frame.circuit === 0)).toBe(true);
    expect(host.of("credit").length).toBeGreaterThanOrEqual(4);
    expect(host.closed).toBeUndefined();
  });

  test("a host that does not read: its clients are not read either, and no new ones are taken", () => {
    const scene = stage({ limits: { trunkWaiting: 100_000 } });
    const host = scene.host();
    const members = [1, 2, 3].map(() => scene.member(host));
    host.open = false;
    for (const { client } of members) for (let i = 0; i < 14; i++) client.say(new Uint8Array(4000));
    expect(members.map(({ client }) => client.reading)).toEqual([false, false, false]);
    const late = scene.client();
    late.say("hello");
    expect(late.closed).toBe(relayCloseCodeOf("BUSY"));
    host.go();
    expect(members.map(({ client }) => client.reading)).toEqual([true, true, true]);
  });

  test("R7.2 a client above its budget of frames or bytes is read more slowly", () => {
    const frames = stage({ limits: { clientFrames: { burst: 10, perSecond: 10 } } });
    const { client } = frames.member(frames.host());
    for (let i = 0; i < 29; i++) client.say("x");
    const bytes = stage({ limits: { clientBytes: { burst: 1_000, perSecond: 1_000 } } });
    const other = bytes.member(bytes.host()).client;
    other.say(new Uint8Array(4_000 - "hello".length));
    expect([client.rested, other.rested]).toEqual([2_000, 3_000]);
  });

  test("R4.11 the host's code reaches the client unchanged", () => {
    const scene = stage();
    const host = scene.host();
    const { client, circuit } = scene.member(host);
    host.send(encodeClose(circuit, 4003));
    expect(client.closed).toBe(4003);
    expect(scene.exchange.census).toMatchObject({ circuits: 0, admitted: 0 });
  });
});
