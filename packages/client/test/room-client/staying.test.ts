import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { Liveness } from "../../src/liveness.ts";
import type { RoomClientOptions } from "../../src/options.ts";
import type { Dial } from "../../src/ports/link.ts";
import type { RoomClient } from "../../src/room-client.ts";
import { clock, count, fetches, host, joined, makeClient, pass, states, texts, told } from "./setting.ts";

describe("staying", () => {
  test("after a break it goes on where it stopped, each event once", async () => {
    for (const text of count(5)) host.say(text);
    const client = await joined();
    host.last.pair.cut();
    await settle();
    expect(client.state).toMatchObject({ kind: "waiting", why: undefined, until: clock.now() + 499 });
    for (let i = 6; i <= 400; i++) host.say(`m${i}`);
    await pass(500);
    expect(client.state.kind).toBe("live");
    expect(texts()).toEqual(count(400));
  });

  test("the waits grow while the host is away, and a good connection makes them short again", async () => {
    const client = await joined();
    await pass(11_000);
    host.down = true;
    host.last.pair.cut();
    const { dials } = host;
    await pass(60_000);
    expect(host.dials - dials).toBeGreaterThan(5);
    expect(host.dials - dials).toBeLessThan(24);
    host.down = false;
    client.probe();
    await host.flush();
    expect(client.state.kind).toBe("live");
  });

  test("breaks in quick succession lengthen the wait, and ten good seconds shorten it", async () => {
    const client = await joined();
    const waits: number[] = [];
    for (const good of [0, 0, 0, 11_000, 0]) {
      await pass(good);
      host.last.pair.cut();
      await settle();
      if (client.state.kind === "waiting") waits.push(client.state.until - clock.now());
      client.probe();
      await host.flush();
    }
    expect(waits).toEqual([499, 999, 1998, 499, 999]);
  });

  test("RESUME comes back at once", async () => {
    const client = await joined();
    host.last.end("RESUME");
    await host.flush();
    await pass(1);
    expect(client.state.kind).toBe("live");
    expect(host.dials).toBe(2);
  });

  test("the late frames and close of an old link do nothing to the new one", async () => {
    const client = await joined();
    const old = host.last;
    host.say("in the old pipe");
    old.end("KICKED");
    await clock.advance(0);
    // A probe that finds nobody ends the old link before its bytes arrive; they and its close come later.
    client.probe();
    await clock.advance(3000);
    await clock.advance(500);
    await host.flush();
    expect(client.state.kind).toBe("live");
    expect(texts()).toEqual(["in the old pipe"]);
    expect(states().filter((kind) => kind === "waiting")).toHaveLength(1);
  });

  test.each([
    ["noise", () => new Uint8Array([1, 2, 3])],
    ["a forged batch", () => host.sealer.seal(new TextEncoder().encode('{"events":[]}')).fill(9, 40, 60)],
    ["a batch of nonsense", () => host.sealer.seal(new TextEncoder().encode('{"events":[{"seq":-1}]}'))],
  ])("%s ends the connection with BAD_MESSAGE, and it comes back", async (_, frame) => {
    const client = await joined();
    host.castFrame(frame());
    await host.flush();
    expect(client.state).toMatchObject({ kind: "waiting", why: "BAD_MESSAGE" });
    expect(told).toContainEqual(expect.objectContaining({ kind: "trouble", code: "BAD_MESSAGE" }));
    await pass(1000);
    expect(client.state.kind).toBe("live");
  });

  test("a host that has no event it spoke of is parted from, not asked for ever", async () => {
    const client = await joined();
    const { epoch, next } = host.grant;
    host.last.tell({ type: "beat", head: 5, epoch, next, at: 0 });
    await host.flush();
    await pass(5250);
    expect(fetches()).toHaveLength(1);
    expect(told).toContainEqual(expect.objectContaining({ kind: "trouble", code: "BAD_MESSAGE" }));
    await pass(1000);
    expect(client.state.kind).toBe("live");
  });

  test("a link that tells of its closing while it closes does not hide the reason", async () => {
    const dial: RoomClientOptions["dial"] = (target, events) => {
      const link = host.dial(target, events);
      return {
        send: (frame) => link.send(frame),
        close: (code) => {
          events.closed(1000);
          link.close(code);
        },
        buffered: 0,
      };
    };
    const client = await joined({ dial });
    host.last.end("KICKED");
    await host.flush();
    expect(client.state).toMatchObject({ kind: "ended", code: "KICKED" });
  });
});

const pings = () => host.last.received.filter(({ type }) => type === "ping");

describe("silence", () => {
  test("is asked about after 20 s, and an unanswered question ends the link after 10 more", async () => {
    const client = await joined();
    await pass(19_000);
    expect(host.last.received.filter(({ type }) => type === "ping")).toHaveLength(0);
    await pass(2000);
    expect(host.last.received.filter(({ type }) => type === "ping")).toHaveLength(1);
    expect(client.state.kind).toBe("live");
    host.script = ({ type }) => type === "ping";
    await pass(32_000);
    expect(host.dials).toBe(2);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: "state", state: expect.objectContaining({ why: "SILENT" }) }),
    );
  });

  test("a probe is less patient, and dials at once where the client waits", async () => {
    const client = await joined();
    host.script = ({ type }) => type === "ping";
    client.probe();
    await clock.advance(2000);
    // Hints in a row do not put it off.
    client.probe();
    await clock.advance(499);
    expect(client.state.kind).toBe("live");
    await clock.advance(1);
    expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
    client.probe();
    expect(client.state.kind).toBe("connecting");
    await host.flush();
    expect(client.state.kind).toBe("live");
  });

  test("a probe is as patient as it is told, within bounds", async () => {
    for (const [told, patience] of [
      [2500, 2500],
      [60_000, 10_000],
    ] as const) {
      let died = 0;
      const liveness = new Liveness(
        clock,
        told,
        () => {},
        () => died++,
      );
      liveness.probe();
      await clock.advance(patience - 1);
      expect(died).toBe(0);
      await clock.advance(1);
      expect(died).toBe(1);
    }
  });

  test.each([
    ["a sending", "send", (client: RoomClient) => client.send("anybody there?")],
    ["a question", "who", (client: RoomClient) => client.members()],
  ] as const)(
    "%s that is not answered for 2 s raises a doubt, which 2.5 s of silence confirm",
    async (_, what, ask) => {
      const client = await joined();
      host.script = ({ type }) => type === what || type === "ping";
      ask(client).catch(() => {});
      await pass(1900);
      expect(pings()).toHaveLength(0);
      await pass(200);
      expect(pings()).toHaveLength(1);
      await pass(2300);
      expect(client.state.kind).toBe("live");
      await pass(200);
      expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
    },
  );

  test("so does a history that does not come", async () => {
    host.script = ({ type }, connection) => {
      if (type === "hello") connection.held = ({ type }) => type === "page";
      return type === "ping";
    };
    const client = await joined();
    expect(client.state.kind).toBe("catching-up");
    await pass(4400);
    expect(client.state.kind).toBe("catching-up");
    await pass(200);
    expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
  });

  test("a road on which nothing is heard for long is given twice as long the next time, and comes through", async () => {
    host.script = ({ type }, connection) => {
      if (type === "hello") connection.held = ({ type }) => type === "page";
      return type === "ping";
    };
    const client = await joined();
    await pass(4_600);
    expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
    await pass(600);
    expect(client.state.kind).toBe("catching-up");
    await pass(6_000);
    expect(client.state.kind).toBe("catching-up");
    await pass(1_100);
    expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
  });

  test("a doubt that is answered changes nothing", async () => {
    const client = await joined();
    host.script = ({ type }) => type === "send";
    client.send("slow to store").catch(() => {});
    await pass(14_000);
    expect(pings()).toHaveLength(1);
    expect(client.state.kind).toBe("live");
  });
});

describe("a step of connecting that takes too long", () => {
  /** A road that takes no answer back. */
  const nowhere: Dial = (_, { closed }) => {
    host.dials++;
    return { send() {}, buffered: 0, close: () => closed(1006) };
  };
  /** Milliseconds between the dials, with the wait behind each. */
  const dialsOf = async (client: RoomClient, ms: number) => {
    const at: number[] = [];
    await settle();
    for (let t = 0; t < ms; t += 250) {
      if (host.dials > at.length) at.push(t);
      await clock.advance(250);
      await settle();
    }
    expect(client.state.kind).not.toBe("live");
    return at.slice(1).map((each, i) => each - (at[i] ?? 0));
  };

  test("a link that does not open is dialled anew after 4 s, and then 6 s, which count as waiting", async () => {
    const client = makeClient({ dial: nowhere });
    client.start();
    expect(await dialsOf(client, 25_000)).toEqual([4500, 6500, 6500, 6500]);
  });

  test("a handshake and a greeting that are not answered, too, and each time they are given twice as long", async () => {
    host.script = ({ type }) => type === "hello";
    const client = makeClient();
    client.start();
    const at: number[] = [];
    for (let ms = 0; ms < 60_000; ms += 250) {
      if (host.dials > at.length) at.push(ms);
      await pass(250);
    }
    expect(at.slice(1, 5).map((each, i) => each - (at[i] ?? 0))).toEqual([4500, 8500, 15_500, 15_500]);
    host.script = () => false;
    await pass(16_000);
    expect(client.state.kind).toBe("live");
  });
});
