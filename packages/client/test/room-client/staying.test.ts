import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import type { RoomClientOptions } from "../../src/options.ts";
import { clock, count, fetches, host, joined, pass, states, texts, told } from "./setting.ts";

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
    await clock.advance(2999);
    expect(client.state.kind).toBe("live");
    await clock.advance(1);
    expect(client.state).toMatchObject({ kind: "waiting", why: "SILENT" });
    client.probe();
    expect(client.state.kind).toBe("connecting");
    await host.flush();
    expect(client.state.kind).toBe("live");
  });
});
