import { beforeEach, describe, expect, test } from "vitest";
import { CIRCUIT, DIRECT, TwoRoadHost } from "../two-road-host.ts";
import { clock, count, fetches, host, joined, pass, sends, states, texts, told } from "./setting.ts";

let roads: TwoRoadHost;
beforeEach(() => {
  roads = new TwoRoadHost(host);
});
const join = (options: Parameters<typeof joined>[0] = {}) =>
  joined({ target: roads.target, dial: roads.dial, ...options });
const taken = () => told.flatMap((event) => (event.kind === "road" ? [event.road.kind] : []));

/** On a circuit, since the direct road was down while joining. */
async function onCircuit(options: Parameters<typeof joined>[0] = {}) {
  roads.down.direct = true;
  const client = await join(options);
  await pass(1);
  expect(client.road).toEqual(CIRCUIT);
  return client;
}

describe("which road is taken, and told", () => {
  test("the direct one where it is there", async () => {
    const client = await join();
    expect(client.state.kind).toBe("live");
    expect([client.road, taken(), roads.dials.switchboard]).toEqual([DIRECT, ["direct"], 0]);
  });

  test("the circuit where it is not", async () => {
    const client = await onCircuit();
    expect([client.state.kind, taken()]).toEqual(["live", ["switchboard"]]);
  });

  test("the one that was chosen, and no other", async () => {
    await join({ via: "switchboard" });
    await pass(60_000);
    expect(roads.dials).toEqual({ direct: 0, switchboard: 1 });
    roads.down.direct = true;
    const client = await join({ via: "direct" });
    await pass(1000);
    expect(client.state.kind).toBe("waiting");
    expect(client.road).toBeUndefined();
    expect(roads.dials.switchboard).toBe(1);
  });
});

describe("from the circuit to the direct road", () => {
  test("after a look, without a message lost, doubled or out of order", async () => {
    const client = await onCircuit();
    roads.down.direct = false;
    host.say("m1");
    const sent = client.send("m2");
    await pass(9000);
    expect(client.road).toEqual(CIRCUIT);
    await pass(2000);
    await sent;
    host.say("m3");
    await host.flush();
    expect(client.road).toEqual(DIRECT);
    expect(taken()).toEqual(["switchboard", "direct"]);
    expect(texts()).toEqual(count(3));
    expect(states().slice(-3)).toEqual(["connecting", "catching-up", "live"]);
    expect(states()).not.toContain("waiting");
    expect([roads.on("direct").length, roads.on("switchboard").length]).toEqual([1, 0]);
  });

  test("the circuit carries the room until the host has proven itself on the direct one", async () => {
    const client = await onCircuit();
    roads.down.direct = false;
    const before = host.connections.length;
    await clock.advance(10_001);
    expect(host.connections.length).toBe(before + 1);
    expect(client.road).toEqual(CIRCUIT);
    host.say("m1");
    // Only the circuit moves.
    for (const { pair } of host.connections.slice(0, before)) pair.flush();
    expect(texts()).toEqual(count(1));
    await host.flush();
    expect(client.road).toEqual(DIRECT);
  });

  test("between the two nothing is said on the new one before its welcome, and open questions end", async () => {
    const client = await onCircuit();
    roads.down.direct = false;
    let greet = () => {};
    host.script = (command, connection) => {
      if (command.type === "fetch") return true;
      if (command.type !== "hello") return false;
      greet = () => host.welcome(connection, command);
      return true;
    };
    const asked = client.history(5).catch(({ code }) => code);
    await pass(10_250);
    expect(client.state.kind).toBe("connecting");
    expect(await asked).toBe("OFFLINE");
    client.send("m1").catch(() => {});
    await host.flush();
    expect(sends()).toEqual([]);
    greet();
    await host.flush();
    expect([client.road, sends(), texts()]).toEqual([DIRECT, [1], ["m1"]]);
  });

  test("looks come further and further apart, and at once when there is reason to hope", async () => {
    const client = await onCircuit();
    const { direct } = roads.dials;
    await pass(600_000);
    const looks = roads.dials.direct - direct;
    expect(looks).toBeGreaterThan(5);
    expect(looks).toBeLessThan(9);
    client.probe();
    await pass(1);
    expect(roads.dials.direct - direct).toBe(looks + 1);
    roads.down.direct = false;
    client.setAddresses([{ address: "10.0.0.2", port: 2525 }]);
    await pass(250);
    expect(client.road?.kind).toBe("direct");
  });

  test("an address that turns up while on a circuit is tried at once", async () => {
    const client = await onCircuit({ target: { ...roads.target, addresses: [] } });
    await pass(60_000);
    expect(roads.dials.direct).toBe(0);
    roads.down.direct = false;
    client.setAddresses(roads.target.addresses);
    await pass(250);
    expect(client.road?.kind).toBe("direct");
  });

  test("somebody else at the address changes nothing", async () => {
    const client = await onCircuit();
    roads.down.direct = false;
    const other = host.keys.noiseSecret;
    // Whoever answers from now on has another key.
    Object.assign(host.keys, { noiseSecret: host.secret });
    await pass(40_000);
    expect(roads.dials.direct).toBeGreaterThan(2);
    expect([client.road, client.state.kind]).toEqual([CIRCUIT, "live"]);
    expect(taken()).toEqual(["switchboard"]);
    Object.assign(host.keys, { noiseSecret: other });
    await pass(120_000);
    expect(client.road).toEqual(DIRECT);
  });

  test("the password is not asked again", async () => {
    await host.setPassword("sesame");
    let asked = 0;
    const client = await onCircuit({
      password: async () => {
        asked++;
        return "sesame";
      },
    });
    for (let i = 0; i < 100 && client.state.kind !== "live"; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await host.flush();
    }
    roads.down.direct = false;
    await pass(21_000);
    expect([client.road, asked]).toEqual([DIRECT, 1]);
  });
});

describe("from the direct road to the circuit", () => {
  test("at once when it breaks: the other road may be there", async () => {
    const client = await join();
    host.say("m1");
    await host.flush();
    roads.cut("direct", true);
    host.say("m2");
    await pass(250);
    expect([client.state.kind, client.road]).toEqual(["live", CIRCUIT]);
    expect(texts()).toEqual(count(2));
  });

  test("the direct road again where it was only a moment", async () => {
    const client = await join();
    roads.cut("direct");
    await pass(1);
    expect([client.state.kind, client.road, roads.dials.switchboard]).toEqual(["live", DIRECT, 0]);
    expect(taken()).toEqual(["direct"]);
  });

  test("a circuit after an address where somebody else answers", async () => {
    const other = host.keys.noiseSecret;
    Object.assign(host.keys, { noiseSecret: host.secret });
    const client = await join();
    Object.assign(host.keys, { noiseSecret: other });
    await pass(250);
    expect([client.state.kind, client.road]).toEqual(["live", CIRCUIT]);
  });

  test("a closed client leaves nothing on either road", async () => {
    const client = await onCircuit();
    roads.down.direct = false;
    await clock.advance(10_001);
    await client.close();
    await host.flush();
    expect(host.connections.filter(({ pair }) => pair.b.open)).toEqual([]);
    expect(fetches()).toEqual([]);
  });
});
