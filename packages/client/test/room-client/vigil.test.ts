import { beforeEach, describe, expect, test } from "vitest";
import { CIRCUIT, DIRECT, TwoRoadHost } from "../two-road-host.ts";
import { clock, host, joined, pass, texts } from "./setting.ts";

let roads: TwoRoadHost;
beforeEach(() => {
  roads = new TwoRoadHost(host);
});

/** Was in the room by either road, or by the circuit alone; its host has gone to sleep. */
async function asleep(options: Parameters<typeof joined>[0] = {}) {
  const client = await joined({ target: roads.target, dial: roads.dial, ...options });
  await pass(4_000);
  expect(client.state.kind).toBe("live");
  roads.asleep = true;
  roads.cut("switchboard");
  roads.cut("direct", true);
  await pass(10_000);
  expect(client.state).toMatchObject({ kind: "waiting", why: "OFFLINE" });
  return client;
}

describe("relay R4.12 a room that is OFFLINE", () => {
  test("is waited for by one connection, and the circuit is left alone meanwhile", async () => {
    await asleep({ via: "switchboard" });
    expect(roads.waiting.size).toBe(1);
    const before = roads.dials.switchboard;
    await pass(300_000);
    expect(roads.dials.switchboard - before).toBeLessThan(12);
    expect(roads.waiting.size).toBe(1);
  });

  test("is live at once when the switchboard says that it is back, after however long", async () => {
    const client = await asleep({ via: "switchboard" });
    await pass(3_605_000);
    roads.wake();
    host.say("back");
    await pass(2);
    expect([client.state.kind, client.road]).toEqual(["live", CIRCUIT]);
    expect(texts()).toEqual(["back"]);
    expect(roads.waiting.size).toBe(0);
  });

  test("a crowd spreads itself over the window", async () => {
    const client = await asleep({ via: "switchboard", random: () => 0.5 });
    roads.wake(4);
    await pass(1_999);
    expect(client.state.kind).toBe("waiting");
    await pass(2);
    expect(client.state.kind).toBe("live");
  });

  test("with both roads the direct one is tried on; and the word from the switchboard does not wait for it", async () => {
    const client = await asleep();
    const before = { ...roads.dials };
    await pass(9_000);
    expect(roads.dials.direct - before.direct).toBeGreaterThan(3);
    expect(roads.dials.switchboard - before.switchboard).toBeLessThan(2);
    roads.wake();
    await pass(320);
    expect([client.state.kind, client.road]).toEqual(["live", CIRCUIT]);
  });

  test("nor for a direct road on which everything vanishes", async () => {
    const client = await asleep();
    roads.silent = true;
    const before = roads.dials.direct;
    while (roads.dials.direct === before) await pass(10);
    await pass(1_000);
    expect(client.state.kind).toBe("connecting");
    roads.wake();
    await pass(1_000);
    expect([client.state.kind, client.road]).toEqual(["live", CIRCUIT]);
  });

  test("the direct road ends the wait, too", async () => {
    const client = await asleep();
    roads.down.direct = false;
    await pass(4_000);
    expect([client.state.kind, client.road]).toEqual(["live", DIRECT]);
    expect(roads.waiting.size).toBe(0);
  });

  test("where nobody can wait, the circuit is tried as after any other end", async () => {
    roads.awaits = false;
    const client = await asleep({ via: "switchboard" });
    const before = roads.dials.switchboard;
    await pass(30_000);
    expect(roads.dials.switchboard - before).toBeGreaterThan(7);
    roads.asleep = false;
    await pass(4_000);
    expect(client.state.kind).toBe("live");
  });

  test("a probe asks the circuit at once", async () => {
    const client = await asleep({ via: "switchboard" });
    roads.asleep = false;
    client.probe();
    await host.flush();
    expect(client.state.kind).toBe("live");
    expect(roads.waiting.size).toBe(0);
  });

  test("nobody waits for a client that has ended", async () => {
    const client = await asleep();
    await client.close();
    expect(roads.waiting.size).toBe(0);
    expect(clock.waiting).toBe(0);
  });
});
