import { settle } from "@partyline/testkit";
import { describe, expect, test } from "vitest";
import { host, joined, makeClient, pass, sends, store, texts, told } from "./setting.ts";

describe("sending", () => {
  test("a message resolves when it is stored, and comes back through the log once", async () => {
    const client = await joined();
    const sent = client.send("hello");
    await host.flush();
    expect(await sent).toEqual({ seq: 1 });
    expect(texts()).toEqual(["hello"]);
    expect(client.pending).toEqual([]);
    expect(told.filter(({ kind }) => kind === "acked")).toHaveLength(1);
  });

  test("what is said offline waits, and is sent in order after the welcome", async () => {
    const client = makeClient();
    const all = Promise.all(["a", "b", "c"].map((text) => client.send(text)));
    await settle();
    expect(client.pending.map(({ text }) => text)).toEqual(["a", "b", "c"]);
    client.start();
    await host.flush();
    expect(await all).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }]);
    expect(texts()).toEqual(["a", "b", "c"]);
  });

  test("a message whose ack was lost is sent again under its number, and stored once", async () => {
    const client = await joined();
    const sent = client.send("once");
    await settle();
    host.last.pair.flushTo("b");
    host.last.pair.cut();
    await pass(1000);
    expect(await sent).toEqual({ seq: 1 });
    expect(texts()).toEqual(["once"]);
    expect(host.log).toHaveLength(1);
  });

  test("what is unsent at the end is sent by the next session, under the same client id", async () => {
    host.down = true;
    const first = await joined();
    const lost = first.send("later");
    await settle();
    await first.close();
    await expect(lost).rejects.toMatchObject({ code: "CLOSED_HERE" });
    host.down = false;
    const second = await joined();
    expect(host.log).toMatchObject([{ text: "later", n: 1 }]);
    expect(second.pending).toEqual([]);
  });

  test("bad text is refused at once and never queued", async () => {
    const client = await joined();
    await expect(client.send("  ")).rejects.toMatchObject({ code: "TEXT_EMPTY" });
    await expect(client.send("x".repeat(10_001))).rejects.toMatchObject({ code: "TEXT_TOO_LONG" });
    await expect(client.send("\u001b[31m")).rejects.toMatchObject({ code: "TEXT_CHARACTERS" });
    expect(client.pending).toEqual([]);
  });

  test("a full disk at the host is waited for; a refused text is set aside until it is tried again", async () => {
    const client = await joined();
    let full = true;
    let strict = true;
    host.script = (command, connection) => {
      if (command.type !== "send") return false;
      const bad = strict && command.body.text === "b";
      if (!full && !bad) return false;
      connection.tell({
        type: "refused",
        n: command.n,
        code: bad ? "TEXT_CHARACTERS" : "LOG_FULL",
        detail: "no",
      });
      return true;
    };
    const [a, b, c] = ["a", "b", "c"].map((text) => client.send(text));
    await expect(Promise.all([host.flush(), b])).rejects.toMatchObject({ code: "TEXT_CHARACTERS" });
    await pass(1000);
    full = false;
    await pass(5000);
    expect([await a, await c]).toEqual([{ seq: 1 }, { seq: 2 }]);
    expect(client.pending).toMatchObject([{ text: "b", n: null, failed: { code: "TEXT_CHARACTERS" } }]);
    strict = false;
    const again = client.retry(client.pending[0]!.key);
    await host.flush();
    expect(await again).toEqual({ seq: 3 });
    await expect(client.discard(99)).rejects.toMatchObject({ code: "NO_ENTRY" });
    expect(texts()).toEqual(["a", "c", "b"]);
  });

  test("a host restored from an old copy gets what it lost of the queue under the numbers it expects", async () => {
    const client = await joined();
    const early = ["a", "b", "c"].map((text) => client.send(text));
    await host.flush();
    await Promise.all(early);
    host.last.pair.cut();
    host.log = host.log.slice(0, 1);
    host.lastN.set(host.last.client, 1);
    const late = client.send("d");
    await pass(1000);
    expect(await late).toEqual({ seq: 2 });
    expect(host.log).toMatchObject([{ text: "a" }, { text: "d", n: 2 }]);
    expect(told.filter(({ kind }) => kind === "reset")).toMatchObject([{ why: "reset", first: 1 }]);
  });

  test("a store that fails delays a message and loses none", async () => {
    let broken = true;
    const open = store.openSession;
    store.openSession = async (room) => {
      const session = await open(room);
      return {
        ...session,
        write: async (change) => {
          if (broken) throw Object.assign(new Error("disk"), { code: "STORE" });
          return session.write(change);
        },
      };
    };
    const client = await joined();
    const sent = client.send("kept");
    await pass(500);
    expect(sends()).toEqual([]);
    expect(told).toContainEqual({ kind: "trouble", code: "STORE", detail: "disk" });
    broken = false;
    await pass(1500);
    expect(await sent).toEqual({ seq: 1 });
  });

  test("one that comes in the very moment in which the last was stored is not forgotten", async () => {
    const client = await joined();
    for (let turns = 0; turns < 20; turns++) {
      const second = client.send(`first ${turns}`).then(async () => {
        for (let i = 0; i < turns; i++) await Promise.resolve();
        return client.send(`second ${turns}`);
      });
      await host.flush();
      expect(client.pending, `after ${turns} turns`).toEqual([]);
      await second;
    }
  });
});

test("a connection that answers nothing to what is said is given up, and the message is said once", async () => {
  const client = await joined({});
  host.deaf = true;
  const sent = client.send("hello");
  const given = () =>
    told.some((event) => event.kind === "state" && "why" in event.state && event.state.why === "SILENT");
  await pass(14_000);
  expect(given()).toBe(false);
  await pass(1_500);
  expect(given()).toBe(true);
  host.deaf = false;
  await pass(30_000);
  expect(await sent).toEqual({ seq: 1 });
});
