/** The saved switchboards: how they are kept, and when they are asked. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SwitchboardRoom } from "@partyline/console";
import { FakeClock, settle } from "@partyline/testkit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Shown } from "../src/console/ask-switchboard.ts";
import { WATCH_ON_MS } from "../src/console/limits.ts";
import { SavedSwitchboards } from "../src/console/saved-switchboards.ts";
import { SwitchboardLists } from "../src/console/switchboards.ts";
import { AppError } from "../src/errors.ts";

const folders: string[] = [];
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "partyline-switchboards-"));
  folders.push(home);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const A = "https://talk.example";
const B = "http://10.0.0.5:2526";
const codeOf = (task: () => unknown): unknown => {
  try {
    task();
  } catch (error) {
    return (error as AppError).code;
  }
  return undefined;
};

describe("C2.9 the saved list", () => {
  const file = () => join(home, "switchboards.json");
  const said: string[] = [];
  const open = () => new SavedSwitchboards(home, (_level, message) => said.push(message));

  test("is there again, in its order, for its owner only", () => {
    const list = open();
    for (const url of [A, B, A]) list.add(url);
    expect(open().list()).toEqual([A, B]);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    list.remove(A);
    list.remove(A);
    expect(open().list()).toEqual([B]);
    expect(readFileSync(file(), "utf8")).toBe(`{"v":1,"switchboards":["${B}"]}\n`);
  });

  test("keeps every entry that is an address", () => {
    const entries = [1, A, null, "not an address / at all", {}, `${A}/`, "wss://talk.example", B];
    writeFileSync(file(), JSON.stringify({ v: 1, switchboards: entries }));
    expect(open().list()).toEqual([A, B]);
  });

  test.each(["", "{", `{"v":1,"switchb`, "null", `{"v":2,"switchboards":[]}`, "\0\0\0\0"])(
    "damaged (%j) is set aside and begins anew",
    (text) => {
      writeFileSync(file(), text);
      said.length = 0;
      const list = open();
      expect([list.list(), said.length]).toEqual([[], 1]);
      expect(readFileSync(`${file()}.damaged`, "utf8")).toBe(text);
      list.add(A);
      expect(open().list()).toEqual([A]);
    },
  );

  test("holds 32 and no more", () => {
    const list = open();
    for (let n = 0; n < 32; n++) list.add(`https://s${n}.example`);
    expect(codeOf(() => list.add(A))).toBe("FULL");
    expect(codeOf(() => list.add("https://s0.example"))).toBeUndefined();
    expect(open().list()).toHaveLength(32);
  });

  test("stays as it was where it cannot be stored", () => {
    const list = open();
    list.add(A);
    rmSync(home, { recursive: true });
    folders.splice(folders.indexOf(home), 1);
    expect(codeOf(() => list.add(B))).toBe("STORE");
    expect(codeOf(() => list.remove(A))).toBe("STORE");
    expect(list.list()).toEqual([A]);
    expect(existsSync(home)).toBe(false);
  });
});

const room = (id: string): SwitchboardRoom => ({
  id: id.repeat(32),
  name: id,
  keys: "",
  addresses: [],
  password: false,
  online: true,
  listedAs: id,
});
const shown = (...ids: string[]): Shown => ({ rooms: ids.map(room), more: false });

/** Lists over switchboards that answer when the test says so. */
function start(...urls: string[]) {
  const clock = new FakeClock();
  const saved = new SavedSwitchboards(home, () => {});
  for (const url of urls) saved.add(url);
  const asked: { url: string; at: number; answer: PromiseWithResolvers<Shown> }[] = [];
  let changes = 0;
  const lists = new SwitchboardLists({
    saved,
    clock,
    random: () => 0.5,
    log: () => {},
    changed: () => {
      changes += 1;
    },
    ask: (url) => {
      const answer = Promise.withResolvers<Shown>();
      asked.push({ url, at: clock.monotonic(), answer });
      return answer.promise;
    },
  });
  const times = () => asked.map(({ at }) => at);
  const answer = async (at: number, what: Shown | AppError) => {
    if (what instanceof AppError) asked[at]?.answer.reject(what);
    else asked[at]?.answer.resolve(what);
    await settle();
  };
  const ids = () => lists.rows().map(({ rooms }) => rooms.map(({ name }) => name).join(""));
  return { clock, saved, lists, asked, times, answer, ids, changes: () => changes };
}
const away = new AppError("UNREACHABLE", "talk.example cannot be asked.");

describe("C2.10 when switchboards are asked", () => {
  test("not before somebody looks, then at once and every 10 s", async () => {
    const { lists, clock, times, answer } = start(A);
    await clock.advance(100_000);
    expect([times(), lists.rows()]).toEqual([
      [],
      [{ url: A, label: "talk.example", state: "asking", rooms: [] }],
    ]);
    lists.start();
    lists.start();
    for (let at = 0; at < 3; at++) {
      await answer(at, shown("a"));
      await clock.advance(10_000);
    }
    expect(times().map((at) => at - 100_000)).toEqual([0, 10_000, 20_000, 30_000]);
    lists.stop();
    expect(clock.waiting).toBe(0);
  });

  test("one after the other: a slow one is not asked again, and holds up no other", async () => {
    const { lists, clock, asked, answer, ids } = start(A, B);
    lists.start();
    await answer(1, shown("b"));
    await clock.advance(30_000);
    expect(asked.map(({ url }) => url)).toEqual([A, B, B]);
    expect(ids()).toEqual(["", "b"]);
    expect(lists.rows()[1]?.label).toBe("10.0.0.5:2526");
  });

  test("a failure is told in words, and the last rooms stay until it answers again", async () => {
    const { lists, clock, answer, ids } = start(A);
    lists.start();
    await answer(0, shown("a"));
    await clock.advance(10_000);
    await answer(1, away);
    expect(lists.rows()[0]).toMatchObject({ state: "failed", trouble: away.message });
    expect(ids()).toEqual(["a"]);
    await clock.advance(10_000);
    await answer(2, shown("b"));
    expect(lists.rows()[0]).toMatchObject({ state: "ok" });
    expect(lists.rows()[0]).not.toHaveProperty("trouble");
    expect(ids()).toEqual(["b"]);
  });

  test("waits 10, 20, 40, 60 and 60 s after failures", async () => {
    const { lists, clock, times, answer } = start(A);
    lists.start();
    const waits: number[] = [];
    for (let at = 0; at < 5; at++) {
      const failed = clock.monotonic();
      await answer(at, away);
      while (times().length === at + 1) await clock.advance(1_000);
      waits.push((times().at(-1) ?? 0) - failed);
    }
    expect(waits).toEqual([10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  test("not any more a minute after the last page has gone, and at once when one comes back", async () => {
    const { lists, clock, asked, answer, ids } = start(A);
    lists.start();
    await answer(0, shown("a"));
    lists.rest();
    await clock.advance(5_000);
    lists.start();
    await clock.advance(WATCH_ON_MS);
    expect(asked).toHaveLength(2);
    lists.rest();
    await clock.advance(WATCH_ON_MS);
    await answer(1, shown("b"));
    await clock.advance(1_000_000);
    expect([asked.length, clock.waiting, ids()]).toEqual([2, 0, ["a"]]);
    lists.start();
    expect(lists.rows()[0]).toMatchObject({ state: "asking", rooms: [{ name: "a" }] });
    expect(asked).toHaveLength(3);
  });
});

describe("C3.26 to C3.28 add, remove, test", () => {
  test("what answers is saved, with its rooms, and asked again", async () => {
    const { lists, saved, clock, asked, answer, ids, changes } = start();
    lists.start();
    const adding = lists.add(" wss://Talk.example/ ");
    await clock.advance(43);
    expect(saved.list()).toEqual([]);
    await answer(0, shown("a"));
    expect(await adding).toEqual({ url: A, label: "talk.example", ms: 43 });
    expect([saved.list(), ids(), changes()]).toEqual([[A], ["a"], 1]);
    expect(lists.room("a".repeat(32))?.name).toBe("a");
    await clock.advance(10_000);
    expect(asked).toHaveLength(2);
  });

  test("what does not answer, or is no address, is not saved", async () => {
    const { lists, saved, answer, asked } = start();
    const adding = expect(lists.add("https://talk.example")).rejects.toBe(away);
    await answer(0, away);
    await adding;
    for (const where of ["", "no address", `${A}/r/kitchen#${"a".repeat(32)}`, "ftp://talk.example"])
      await expect(lists.add(where)).rejects.toMatchObject({ code: "USAGE" });
    expect([saved.list(), lists.rows(), asked.length]).toEqual([[], [], 1]);
  });

  test("one without a certificate is added when http is typed, and it is said what to type", async () => {
    const { lists, saved, answer, asked } = start();
    const adding = expect(lists.add("server.lan:2526")).rejects.toMatchObject({
      code: "NO_CERTIFICATE",
      message:
        "The switchboard server.lan:2526 answers without encryption only: it has no certificate. To add it all the same, type http://server.lan:2526 there.",
    });
    await answer(0, away);
    await answer(1, shown("a"));
    await adding;
    expect([asked.length, saved.list()]).toEqual([2, []]);
    const gone = expect(lists.add("server.lan:2526")).rejects.toBe(away);
    for (const nth of [2, 3]) await answer(nth, away);
    await gone;
  });

  test("one that is removed while it is asked stays away", async () => {
    const { lists, saved, clock, answer, asked } = start(A);
    lists.start();
    const testing = lists.test(A);
    lists.remove(A);
    await answer(0, shown("a"));
    await answer(1, shown("a"));
    await testing;
    await clock.advance(100_000);
    expect([saved.list(), lists.rows(), asked.length, clock.waiting]).toEqual([[], [], 2, 0]);
    lists.remove(A);
  });

  test("a test says what came of it, and the list knows it too", async () => {
    const { lists, answer, clock } = start(A);
    lists.start();
    const testing = lists.test(A);
    await clock.advance(7);
    await answer(1, { rooms: [room("a"), { ...room("b"), online: false }], more: false });
    expect(await testing).toEqual({
      ms: 7,
      words: "talk.example answers in 7 ms. It shows 2 rooms, 1 of them open now.",
    });
    // The question before it is overtaken.
    await answer(0, shown());
    expect(lists.rows()[0]?.rooms).toHaveLength(2);
    const again = expect(lists.test(A)).rejects.toBe(away);
    await answer(2, away);
    await again;
    expect(lists.rows()[0]).toMatchObject({ state: "failed", trouble: away.message });
  });

  test("a test of one that has long been away has it asked again after 10 s", async () => {
    const { lists, answer, clock, asked } = start(A);
    lists.start();
    await answer(0, away);
    await clock.advance(10_000);
    await answer(1, away);
    const testing = expect(lists.test(A)).rejects.toBe(away);
    await answer(2, away);
    await testing;
    await clock.advance(9_999);
    expect(asked).toHaveLength(3);
    await clock.advance(1);
    expect(asked).toHaveLength(4);
  });
});
