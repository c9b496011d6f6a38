import { signTombstone } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { settle } from "@partyline/testkit";
import { describe, expect, test, vi } from "vitest";
import { clock, count, host, joined, makeClient, pass, states, texts, told } from "./setting.ts";

describe("joining", () => {
  test("a newcomer begins with the newest, then hears what is said, once and marked live", async () => {
    for (const text of count(60)) host.say(text);
    const client = await joined();
    expect(client.state).toEqual({ kind: "live" });
    expect(states()).toEqual(["connecting", "catching-up", "live"]);
    host.say("new");
    await host.flush();
    expect(texts()).toEqual([...count(60).slice(10), "new"]);
    expect(told.flatMap((e) => (e.kind === "events" ? [e.live] : []))).toEqual([false, true]);
    expect(client.room).toMatchObject({ name: "Kitchen", head: 61 });
    expect(client.me).toMatchObject({ name: "Ben", role: "member" });
    expect(client.completeTo.seq).toBe(61);
  });

  test("an empty room is live at once, and its first event is not missed", async () => {
    const client = await joined();
    expect(client.state.kind).toBe("live");
    host.say("first");
    await host.flush();
    expect(texts()).toEqual(["first"]);
  });

  test("since 0 reads everything, two pages at a time, while people talk", async () => {
    for (const text of count(1000)) host.say(text);
    let open = 0;
    let most = 0;
    host.pageEvents = 70;
    host.script = (command) => {
      if (command.type !== "fetch") return false;
      most = Math.max(most, ++open);
      if (open === 1 && host.head < 1010) host.say(`m${host.head + 1}`);
      queueMicrotask(() => open--);
      return false;
    };
    const client = await joined({ since: { seq: 0 } });
    expect(client.state.kind).toBe("live");
    expect(texts()).toEqual(count(host.head));
    expect(most).toBe(2);
  });

  test("since 0 where old events are gone begins at the first that is kept, without a reset", async () => {
    for (const text of count(20)) host.say(text);
    host.first = 11;
    host.log = host.log.slice(10);
    await joined({ since: { seq: 0 } });
    expect(texts()).toEqual(count(20).slice(10));
    expect(told.some(({ kind }) => kind === "reset")).toBe(false);
  });

  test("the password is asked once, also over reconnects, and a wrong one is the end", async () => {
    await host.setPassword("open sesame");
    const password = vi.fn(async () => "open sesame");
    const client = await joined({ password });
    await vi.waitFor(async () => {
      await host.flush();
      expect(client.state.kind).toBe("live");
    });
    host.last.pair.cut();
    await pass(1000);
    expect(client.state.kind).toBe("live");
    expect(password).toHaveBeenCalledTimes(1);

    const other = await joined({ password: async () => "wrong" });
    await vi.waitFor(async () => {
      await host.flush();
      expect(other.state).toMatchObject({ kind: "ended", code: "WRONG_PASSWORD" });
    });
    expect(other.state).toMatchObject({ detail: "Wrong password. 4 tries left for now." });
    const { dials } = host;
    await pass(60_000);
    expect(host.dials).toBe(dials);
  });

  test("S5.6 a password given beforehand: a host that asks for none is refused, and told nothing", async () => {
    const client = await joined({ password: async () => "open sesame", expectPassword: true });
    expect(client.state).toMatchObject({ kind: "ended", code: "PASSWORD_NOT_ASKED" });
    expect(host.connections.flatMap(({ received }) => received)).toEqual([]);
    const { dials } = host;
    await pass(60_000);
    expect(host.dials).toBe(dials);
  });

  test("S5.6 once let in, a password that was taken away meanwhile is nothing to stop at", async () => {
    await host.setPassword("open sesame");
    const client = await joined({ password: async () => "open sesame", expectPassword: true });
    await vi.waitFor(async () => {
      await host.flush();
      expect(client.state.kind).toBe("live");
    });
    host.password = undefined;
    host.last.pair.cut();
    await pass(1000);
    expect(client.state.kind).toBe("live");
  });

  test("a room with a password ends for a client without one", async () => {
    await host.setPassword("open sesame");
    const client = await joined();
    expect(client.state).toMatchObject({ kind: "ended", code: "PASSWORD_REQUIRED" });
  });

  test("keys that are not the room's are refused before anything is sent", async () => {
    const keys = { sign: new Uint8Array(32), noise: new Uint8Array(32) };
    const client = await joined({ target: { ...host.target, keys } });
    expect(client.state).toMatchObject({ kind: "ended", code: "WRONG_HOST_KEY" });
    expect(host.dials).toBe(0);
  });

  test("a taken name is the end, and another name begins anew", async () => {
    host.script = (command, connection) => {
      if (command.type !== "hello" || command.name !== "Ben") return false;
      connection.end("NAME_TAKEN");
      return true;
    };
    const client = await joined();
    expect(client.state).toMatchObject({ kind: "ended", code: "NAME_TAKEN" });
    await pass(60_000);
    expect(host.dials).toBe(1);
    client.start({ name: "Benjamin" });
    await host.flush();
    expect(client.state.kind).toBe("live");
    expect(client.me?.name).toBe("Benjamin");
  });

  test.each(["KICKED", "BANNED", "CLOSED"] as const)(
    "%s is the end of a running connection",
    async (code) => {
      const client = await joined();
      host.last.end(code);
      await host.flush();
      expect(client.state).toMatchObject({ kind: "ended", code });
    },
  );

  test.each(["BUSY", "NO_ROOM", "CLOSED", "BANNED", "TOO_MANY_TRIES", "VERSION", "WRONG_PASSWORD"])(
    "S7.3 a refusal in clear with %s, which anybody can forge, is shown and tried again",
    async (code) => {
      const client = makeClient();
      client.start();
      await settle();
      host.refuse(code);
      await host.flush();
      expect(client.state).toMatchObject({ kind: "waiting", why: code });
      await pass(1000);
      expect(client.state.kind).toBe("live");
    },
  );

  test("S7.6 a tombstone of the room's key is the end; one of another key is not", async () => {
    const client = makeClient();
    client.start();
    await settle();
    const other = { signSeed: new Uint8Array(32).fill(5) };
    host.last.pair.b.send(signTombstone(nodeProvider, other, host.id, clock.now()));
    await host.flush();
    expect(client.state).toMatchObject({ kind: "waiting", why: "BAD_MESSAGE" });
    await clock.advance(1000);
    host.last.pair.b.send(signTombstone(nodeProvider, host.keys, host.id, clock.now()));
    await host.flush();
    expect(client.state).toMatchObject({ kind: "ended", code: "CLOSED" });
    const { dials } = host;
    await pass(60_000);
    expect(host.dials).toBe(dials);
  });

  test("S7.6 a tombstone from before the host last let in is a hint: the room was brought back", async () => {
    const old = signTombstone(nodeProvider, host.keys, host.id, clock.now() - 1);
    const client = await joined();
    host.last.pair.cut();
    await clock.advance(1000);
    host.last.pair.b.send(old);
    await host.flush();
    expect(client.state).toMatchObject({ kind: "waiting", why: "CLOSED" });
    await pass(2000);
    expect(client.state.kind).toBe("live");
  });
});
