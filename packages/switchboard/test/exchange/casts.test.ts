import { CAST_HEADER_BYTES, limits, relayCloseCodeOf } from "@partyline/relay";
import { describe, expect, test } from "vitest";
import { BATCH_OVERHEAD } from "../../src/limits.ts";
import { keysOf } from "../keys.ts";
import { stage } from "./stage.ts";

describe("casts", () => {
  test("R5.1 one cast is framed once: every client is written the same buffer", () => {
    const scene = stage();
    const host = scene.host();
    const members = [1, 2, 3].map(() => scene.member(host).client);
    host.cast(1, 1, 1, "batch");
    scene.flush();
    const [first] = members[0]!.buffers;
    expect(first?.length).toBe(2 + "batch".length);
    for (const member of members) {
      expect(member.buffers[0]).toBe(first);
      expect(member.texts).toEqual(["batch"]);
    }
    expect(CAST_HEADER_BYTES).toBe(18);
  });

  test("casts that came in one read are written as one, and are still separate messages", () => {
    const scene = stage();
    const host = scene.host();
    const { client } = scene.member(host);
    for (let n = 1; n <= 5; n++) host.cast(1, 1, n, `b${n}`);
    scene.flush();
    expect([client.buffers.length, client.texts]).toEqual([1, ["b1", "b2", "b3", "b4", "b5"]]);
  });

  test("R4.10 ADMIT and DATA have one place among the casts of a read", () => {
    const scene = stage();
    const host = scene.host();
    const first = scene.member(host);
    const client = scene.client();
    client.say("hello");
    host.cast(1, 1, 1, "before");
    host.admit(host.opened);
    host.cast(1, 1, 2, "after");
    host.data(first.circuit, Buffer.from("data"));
    scene.flush();
    expect(client.texts).toEqual(["after"]);
    expect(first.client.texts).toEqual(["before", "after", "data"]);
  });

  test("R4.10 twice is UNEXPECTED_FRAME", () => {
    const scene = stage();
    const host = scene.host();
    host.admit(scene.member(host).circuit);
    expect(host.closed).toBe(relayCloseCodeOf("UNEXPECTED_FRAME"));
  });

  test("R5.5 a replay, then the live ones; MISSED where the ring has it not", () => {
    const scene = stage();
    const host = scene.host();
    for (let n = 3; n <= 6; n++) host.cast(1, 2, n, `b${n}`);
    scene.flush();
    const good = scene.member(host, { epoch: 2, from: 4 }).client;
    const next = scene.member(host, { epoch: 2, from: 7 }).client;
    for (const replay of [
      { epoch: 2, from: 2 },
      { epoch: 1, from: 4 },
      { epoch: 2, from: 8 },
    ]) {
      const { client, circuit } = scene.member(host, replay);
      expect(host.of("missed").at(-1)?.circuit).toBe(circuit);
      expect(client.texts).toEqual([]);
    }
    expect(host.of("missed")).toHaveLength(3);
    host.cast(1, 2, 7, "live");
    scene.flush();
    expect([good.texts, next.texts]).toEqual([["b4", "b5", "b6", "live"], ["live"]]);
  });

  test("R7.2 all rings together: tiny batches are counted with what they cost in memory", () => {
    const rings = 100 * 1024;
    const scene = stage({ limits: { rings } });
    const hosts = Array.from({ length: 10 }, (_, i) => scene.host(1, keysOf(`room ${i}`)));
    for (let n = 0; n < 100; n++) {
      for (const host of hosts) host.cast(1, 1, n, "x");
      scene.flush();
      expect(scene.exchange.census.ringBytes).toBeLessThanOrEqual(rings);
    }
    // 10 rooms of 100 batches are 3 kB of messages, and half a megabyte of memory.
    expect(scene.exchange.census.ringBytes).toBeGreaterThan(rings - 2 * BATCH_OVERHEAD);
  });

  test("R3.6 a host that registers is told what the ring has", () => {
    const scene = stage();
    const host = scene.host(1);
    host.cast(1, 1, 8, "old epoch");
    for (const n of [5, 6]) host.cast(1, 2, n, "x");
    host.session.closed(1006);
    expect(scene.host(2).of("registered")[0]?.registered).toEqual({ ring: { epoch: 2, first: 5, next: 7 } });
  });

  test("R5.6 a replay waits for the socket, DATA does not wait for it; a batch that the ring lost is RESUME", () => {
    const scene = stage();
    const host = scene.host();
    for (let n = 1; n <= 500; n++) host.cast(1, 1, n, `b${n}`);
    scene.flush();
    const client = scene.client();
    client.say("hello");
    client.open = false;
    host.admit(host.opened, { epoch: 1, from: 1 });
    host.data(host.opened, Buffer.from("data"));
    client.go(2);
    expect(client.texts).toEqual(["b1", "data"]);
    for (let n = 501; n <= 600; n++) host.cast(1, 1, n, `b${n}`);
    scene.flush();
    client.go();
    expect(client.closed).toBe(relayCloseCodeOf("RESUME"));
    expect(host.of("close").at(-1)?.code).toBe(4008);
  });

  test("R5.9 a client behind by 256 frames is cut with RESUME; the others are not touched", () => {
    const scene = stage();
    const host = scene.host();
    const [slow, quick] = [scene.member(host), scene.member(host)];
    slow.client.open = false;
    for (let n = 1; n <= 257; n++) {
      host.cast(1, 1, n, `b${n}`);
      scene.flush();
    }
    expect(slow.client.closed).toBeUndefined();
    host.cast(1, 1, 258, "b258");
    scene.flush();
    expect(slow.client.closed).toBe(4008);
    expect(host.of("close")).toEqual([{ kind: "close", circuit: slow.circuit, code: 4008 }]);
    expect(quick.client.texts).toHaveLength(258);
  });

  test("R5.9 so is one behind by 512 KiB, and one for whom anything waits for 10 s", () => {
    const scene = stage();
    const host = scene.host();
    const { client } = scene.member(host);
    client.open = false;
    for (let n = 1; n <= 10; n++) {
      host.cast(1, 1, n, "x".repeat(60_000));
      scene.flush();
    }
    expect(client.closed).toBe(4008);
    const late = scene.member(host).client;
    late.open = false;
    host.cast(1, 1, 11, "b");
    scene.flush();
    scene.pass(limits.BEHIND_MS);
    expect(late.closed).toBeUndefined();
    scene.pass(1);
    expect(late.closed).toBe(4008);
  });

  test("R7.2 a flood of casts makes the trunk be read more slowly, and loses nothing", () => {
    const scene = stage({ limits: { casts: { burst: 10, perSecond: 10 } } });
    const host = scene.host();
    const { client } = scene.member(host);
    for (let n = 1; n <= 30; n++) host.cast(1, 1, n, `b${n}`);
    scene.flush();
    expect([host.rested, client.texts.length]).toEqual([2000, 30]);
  });
});
