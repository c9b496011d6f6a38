import type { Command } from "@partyline/protocol";
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock, settle } from "@partyline/testkit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import type { ClientEvent } from "../src/events.ts";
import { UNREAD_EVENTS } from "../src/limits.ts";
import type { RoomClientOptions } from "../src/options.ts";
import type { Store } from "../src/ports/store.ts";
import { RoomClient } from "../src/room-client.ts";
import { ScriptedHost } from "./scripted-host.ts";

let clock: FakeClock;
let host: ScriptedHost;
let store: Store;
let told: ClientEvent[];
let clients: RoomClient[];

beforeEach(() => {
  clock = new FakeClock();
  host = new ScriptedHost(clock);
  store = memoryStore();
  told = [];
  clients = [];
});

afterEach(async () => {
  for (const client of clients) await client.close();
  expect(clock.waiting, "timers that nobody cancelled").toBe(0);
});

function makeClient(options: Partial<RoomClientOptions> = {}): RoomClient {
  const { target, dial } = host;
  const client = new RoomClient({
    ...{ target, store, name: "Ben", dial, clock, provider: nodeProvider, random: () => 0.999 },
    ...options,
  });
  client.on((event) => told.push(event));
  clients.push(client);
  return client;
}

async function joined(options: Partial<RoomClientOptions> = {}): Promise<RoomClient> {
  const client = makeClient(options);
  client.start();
  await host.flush();
  return client;
}

/** Lets time pass, with everything that moves in it. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    await clock.advance(Math.min(250, left));
    await host.flush();
  }
}

const texts = () =>
  told.flatMap((event) =>
    event.kind === "events" ? event.events.map((e) => (e.kind === "message" ? e.text : e.kind)) : [],
  );
const sends = (): number[] =>
  host.connections.flatMap(({ received }) => received.flatMap((c) => (c.type === "send" ? [c.n] : [])));
const fetches = (): Extract<Command, { type: "fetch" }>[] =>
  host.connections.flatMap(({ received }) => received.filter((c) => c.type === "fetch"));
const states = () => told.flatMap((event) => (event.kind === "state" ? [event.state.kind] : []));
const count = (most: number) => Array.from({ length: most }, (_, i) => `m${i + 1}`);

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

  test.each(["BUSY", "NO_ROOM"])("a refusal with %s is tried again", async (code) => {
    const client = makeClient();
    client.start();
    await settle();
    host.refuse(code);
    await host.flush();
    expect(client.state).toMatchObject({ kind: "waiting", why: code });
    await pass(1000);
    expect(client.state.kind).toBe("live");
  });
});

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
});

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
    expect(host.dials - dials).toBeLessThan(9);
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

  test("another log means a reset, and the queue is kept", async () => {
    for (const text of count(3)) host.say(text);
    const client = await joined();
    host.last.pair.cut();
    host.log = [];
    host.logId = "2".repeat(32);
    host.lastN.clear();
    host.say("new world");
    const sent = client.send("still here");
    await pass(1000);
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([{ kind: "reset", why: "reset", first: 1 }]);
    expect(texts()).toEqual([...count(3), "new world", "still here"]);
    expect(await sent).toEqual({ seq: 2 });
  });

  test("what is no longer kept is told as a gap", async () => {
    for (const text of count(3)) host.say(text);
    await joined();
    host.last.pair.cut();
    for (let i = 4; i <= 30; i++) host.say(`m${i}`);
    host.log = host.log.slice(20);
    host.first = 21;
    await pass(1000);
    expect(told.filter(({ kind }) => kind === "reset")).toEqual([{ kind: "reset", why: "gap", first: 21 }]);
    expect(texts()).toEqual([...count(3), ...count(30).slice(20)]);
  });

  test("a hole is fetched at once, and the events behind it wait for it", async () => {
    await joined();
    host.say("m1", false);
    host.say("m2");
    await host.flush();
    expect(texts()).toEqual(["m1", "m2"]);
    expect(fetches()).toMatchObject([{ from: 1, limit: 1 }]);
  });

  test("a beat that knows more is believed after 5 s", async () => {
    const client = await joined();
    host.say("withheld", false);
    const { epoch, next } = host.grant;
    host.last.tell({ type: "beat", head: 1, epoch, next, at: clock.now() });
    await host.flush();
    await pass(4750);
    expect(texts()).toEqual([]);
    await pass(500);
    expect(texts()).toEqual(["withheld"]);
    expect(client.completeTo.seq).toBe(1);
  });

  test("a new epoch is taken, and batches that overtake it wait for it", async () => {
    await joined();
    host.rotate(false);
    const grant = host.grant;
    host.say("early");
    await host.flush();
    expect(texts()).toEqual([]);
    host.last.tell({ type: "epoch", ...grant });
    host.say("late");
    await host.flush();
    expect(texts()).toEqual(["early", "late"]);
    expect(host.dials).toBe(1);
  });

  test("an epoch that is never handed out costs the connection and no event", async () => {
    const client = await joined();
    host.rotate(false);
    host.say("sealed");
    await host.flush();
    await pass(6000);
    expect(told).toContainEqual(expect.objectContaining({ kind: "trouble", code: "EPOCH" }));
    expect(client.state.kind).toBe("live");
    expect(texts()).toEqual(["sealed"]);
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

describe("readers", () => {
  test("get every event in order and end with the client", async () => {
    for (const text of count(3)) host.say(text);
    const client = makeClient();
    const read: string[] = [];
    const done = (async () => {
      for await (const event of client.events())
        if (event.kind === "events") read.push(`${event.events.length}`);
    })();
    client.start();
    await host.flush();
    await client.close();
    await done;
    expect(read).toEqual(["3"]);
  });

  test("one that stops reading holds the room back within bounds, and loses nothing", async () => {
    for (let i = 1; i <= 3 * UNREAD_EVENTS; i++) host.say(`m${i}`, false);
    const client = makeClient({ since: { seq: 0 } });
    const reader = client.events();
    client.start();
    await host.flush();
    expect(texts().length).toBeLessThan(UNREAD_EVENTS + 1000);
    const held = texts().length;
    for (let i = 1; i <= UNREAD_EVENTS; i++) host.say(`m${3 * UNREAD_EVENTS + i}`);
    await host.flush();
    expect(texts()).toHaveLength(held);
    const read: number[] = [];
    while (read.length < 4 * UNREAD_EVENTS) {
      await host.flush();
      const { value } = await reader.next();
      if (value?.kind === "events") for (const { seq } of value.events) read.push(seq);
    }
    expect(read).toEqual(Array.from({ length: 4 * UNREAD_EVENTS }, (_, i) => i + 1));
  });
});

test("a reader that stops while live holds back what is said from then on, until it reads again", async () => {
  const client = await joined();
  const reader = client.events();
  const many = 2 * UNREAD_EVENTS;
  for (let i = 1; i <= many; i++) host.say(`m${i}`);
  await host.flush();
  expect(texts()).toHaveLength(UNREAD_EVENTS);
  const read: number[] = [];
  while (read.length < many) {
    await host.flush();
    const { value } = await reader.next();
    if (value?.kind === "events") for (const { seq } of value.events) read.push(seq);
  }
  expect(read).toEqual(Array.from({ length: many }, (_, i) => i + 1));
});

describe("asking", () => {
  test("history, ranges, members and orders have their answers; offline they fail at once", async () => {
    for (const text of count(60)) host.say(text);
    const client = await joined();
    const asked = Promise.all([
      client.history(11, 4),
      client.range(3, 2),
      client.members(),
      client.rename("Bo"),
    ]);
    await host.flush();
    const [history, range, members] = await asked;
    expect(history.map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
    expect(range.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(members).toEqual([]);
    host.script = (command, connection) => {
      if (command.type !== "kick") return false;
      connection.tell({ type: "refused", re: command.re, code: "NOT_OWNER", detail: "no" });
      return true;
    };
    const kicked = client.kick("a".repeat(16));
    kicked.catch(() => {});
    await host.flush();
    await expect(kicked).rejects.toMatchObject({ code: "NOT_OWNER" });
    host.script = () => true;
    const unanswered = client.members();
    unanswered.catch(() => {});
    await settle();
    host.last.pair.cut();
    await expect(unanswered).rejects.toMatchObject({ code: "OFFLINE" });
    await expect(client.members()).rejects.toMatchObject({ code: "OFFLINE" });
  });

  test("close takes leave, saves where it stopped, and the next life goes on there", async () => {
    for (const text of count(3)) host.say(text);
    const client = await joined();
    await client.close();
    await client.close();
    host.last.pair.flush();
    expect(host.last.received.at(-1)).toEqual({ type: "leave" });
    host.say("m4");
    told = [];
    const next = await joined({ since: "last" });
    expect(texts()).toEqual(["m4"]);
    expect(next.remembered.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});
