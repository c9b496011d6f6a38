import {
  ClientError,
  memoryStore,
  type RoomTarget,
  type SwitchboardPage,
  type SwitchboardRoom,
} from "@partyline/client";
import { FakeClock, settle } from "@partyline/testkit";
import { describe, expect, it } from "vitest";
import { changedKey } from "../../src/backend/changed-key.ts";
import { switchboardBackend } from "../../src/backend/switchboard-backend.ts";
import { failureOf } from "../../src/state/failures.ts";

const ORIGIN = "https://talk.example";
const TOKEN = "T".repeat(22);

const idOf = (letter: string) => letter.repeat(32);

const targetOf = (letter: string, name: string): RoomTarget => ({
  id: idOf(letter),
  name,
  keys: { sign: new Uint8Array(32).fill(1), noise: new Uint8Array(32).fill(2) },
  addresses: [],
  switchboards: [ORIGIN],
});

const roomOf = (letter: string, name: string, more: Partial<SwitchboardRoom> = {}): SwitchboardRoom => ({
  target: targetOf(letter, name),
  name,
  by: "Anna",
  password: false,
  claimed: true,
  online: true,
  seen: 0,
  ...more,
});

/** The page, and a switchboard whose answers a test sets. */
function start(pages: SwitchboardPage[] = [{ rooms: [] }]) {
  const clock = new FakeClock();
  const board = {
    asked: [] as string[],
    pages,
    called: [] as SwitchboardRoom[],
    failure: undefined as Error | undefined,
    visible: true,
  };
  const answer = <T>(what: string, value: T): Promise<T> => {
    board.asked.push(what);
    return board.failure ? Promise.reject(board.failure) : Promise.resolve(value);
  };
  const store = memoryStore();
  const backend = switchboardBackend({
    store,
    kept: true,
    clock,
    origin: ORIGIN,
    isVisible: () => board.visible,
    ask: {
      listRooms: (_, { after } = {}) =>
        answer(`list ${after ?? ""}`, board.pages[Number(after ?? 0)] ?? { rooms: [] }),
      roomsCalled: (_, ref) => answer(`called ${ref}`, board.called),
      locateAtSwitchboard: ({ origin, room, token }) =>
        answer(`locate ${origin} ${room} ${token}`, targetOf("b", "Found")),
    },
  });
  const row = () => backend.switchboards.peek()[0]!;
  return { backend, board, clock, store, row };
}

describe("the list of a switchboard's page", () => {
  it("is one row, the switchboard itself: asking, then its rooms in its order", async () => {
    const rooms = [
      roomOf("a", "New"),
      roomOf("b", "Taken", { claimed: false, password: true }),
      roomOf("c", "Asleep", { online: false }),
    ];
    const { backend, row } = start([{ rooms }]);
    expect(row()).toEqual({ url: ORIGIN, label: "talk.example", state: "asking", rooms: [] });
    await settle();
    expect(row()).toMatchObject({ state: "ok", label: "talk.example" });
    expect(row().rooms.map(({ listedAs, online, password }) => [listedAs, online, password])).toEqual([
      ["New", true, false],
      ["Taken#bbbb", true, true],
      ["Asleep", false, false],
    ]);
    expect(row().rooms[0]).toMatchObject({ id: idOf("a"), switchboards: [ORIGIN], by: "Anna" });
    expect([backend.kind, backend.nearby.peek(), backend.hosted.peek()]).toEqual(["switchboard", [], []]);
    backend.stop();
  });

  it("reads every page, each room once, and then asks as much less often", async () => {
    const { backend, board, clock, row } = start([
      { rooms: [roomOf("a", "One")], next: "1" },
      { rooms: [roomOf("a", "One"), roomOf("b", "Two")], next: "2" },
      { rooms: [roomOf("c", "Three")] },
    ]);
    await settle();
    expect(row().rooms.map(({ name }) => name)).toEqual(["One", "Two", "Three"]);
    board.asked = [];
    await clock.advance(14_999);
    expect(board.asked).toEqual([]);
    await clock.advance(1);
    expect(board.asked).toEqual(["list ", "list 1", "list 2"]);
    backend.stop();
    expect(clock.waiting).toBe(0);
  });

  it("stops after 200 rooms and says that there are more", async () => {
    const pages = Array.from({ length: 9 }, (_, page) => {
      const rooms = Array.from({ length: 2 }, (_, i) =>
        roomOf("abcdefghijklmnopqr"[2 * page + i]!, `${page}`),
      );
      return { rooms, next: `${page + 1}` };
    });
    const { backend, board, row } = start(pages);
    await settle();
    expect([row().rooms.length, row().more, board.asked.length]).toEqual([8, true, 4]);
    backend.stop();
  });

  it("asks every 5 s while it is looked at; what stays the same is not told again", async () => {
    const { backend, board, clock } = start();
    await settle();
    const before = backend.switchboards.peek();
    board.asked = [];
    await clock.advance(5_000);
    expect(board.asked).toHaveLength(1);
    expect(backend.switchboards.peek()).toBe(before);
    board.visible = false;
    await clock.advance(60_000);
    expect(board.asked).toHaveLength(1);
    board.visible = true;
    await clock.advance(5_000);
    expect(board.asked).toHaveLength(2);
    backend.stop();
  });

  it("keeps what it had where the switchboard fails, says why, and asks ever less often until it is hurried", async () => {
    const { backend, board, clock, row } = start([{ rooms: [roomOf("a", "One")] }]);
    await settle();
    board.failure = new ClientError("UNREACHABLE");
    await clock.advance(5_000);
    expect(row()).toMatchObject({
      state: "failed",
      trouble: "The switchboard talk.example does not answer. Check that this device is online.",
      rooms: [{ name: "One" }],
    });
    board.asked = [];
    await clock.advance(10_000 + 20_000 + 40_000 + 60_000 + 60_000);
    expect(board.asked).toHaveLength(5);
    board.failure = new ClientError("RATE");
    backend.hurry();
    await settle();
    expect(row().trouble).toBe(failureOf("RATE").message);
    board.failure = undefined;
    backend.hurry();
    await settle();
    expect(row()).toMatchObject({ state: "ok" });
    expect(row()).not.toHaveProperty("trouble");
    board.asked = [];
    backend.hurry();
    expect(board.asked).toEqual([]);
    await clock.advance(5_000);
    expect(board.asked).toHaveLength(1);
    backend.stop();
  });
});

describe("the way into a room from a switchboard's page", () => {
  it("is its link's, whose token goes to nobody but the room's host", async () => {
    const { backend, board } = start();
    await settle();
    board.asked = [];
    expect(await backend.find(idOf("b"), TOKEN)).toMatchObject({
      id: idOf("b"),
      name: "Found",
      password: false,
    });
    expect(board.asked).toEqual([`locate ${ORIGIN} ${idOf("b")} ${TOKEN}`]);
    const link = `${ORIGIN}/r/Some%20Name#${idOf("b")}`;
    expect(await backend.locate(link)).toMatchObject({ room: { id: idOf("b") } });
    backend.stop();
  });

  it("is another page where a link or an address leads elsewhere", async () => {
    const { backend } = start();
    const link = `https://other.example/r/Name#${idOf("b")}`;
    expect(await backend.locate(link)).toEqual({ elsewhere: link });
    expect(await backend.locate(" 192.168.1.20:2525 ")).toEqual({ elsewhere: "http://192.168.1.20:2525/" });
    await expect(backend.locate("https://")).rejects.toMatchObject({ code: "BAD_ADDRESS" });
    backend.stop();
  });

  it("is found by name, and by name#abcd; none and several are told apart", async () => {
    const { backend, board } = start();
    await expect(backend.locate("Nobody")).rejects.toMatchObject({ code: "NOT_FOUND" });
    board.called = [roomOf("a", "Tea")];
    expect(await backend.locate("tea")).toMatchObject({ room: { id: idOf("a"), listedAs: "Tea" } });
    board.called = [roomOf("a", "Tea", { claimed: false }), roomOf("b", "Tea", { claimed: false })];
    await expect(backend.locate("tea#aaaa")).rejects.toMatchObject({ code: "AMBIGUOUS" });
    backend.stop();
  });

  it("stops where a name that was joined here means somebody else now", async () => {
    const { backend, board } = start();
    await backend.pin({ ...targetOf("a", "Tea"), lastJoined: 1 });
    board.called = [roomOf("b", "TEA")];
    await expect(backend.locate("tea")).rejects.toMatchObject({
      code: "CHANGED_KEY",
      message: expect.stringContaining("pretends to be it"),
    });
    await backend.forget(idOf("a"));
    expect(await backend.locate("tea")).toMatchObject({ room: { id: idOf("b") } });
    backend.stop();
  });

  it("says that the switchboard is away, not the room", async () => {
    const { backend, board } = start();
    board.failure = new ClientError("UNREACHABLE");
    for (const way of [backend.find(idOf("b"), undefined), backend.locate("tea")])
      await expect(way).rejects.toMatchObject({
        code: "SWITCHBOARD_AWAY",
        message: "The switchboard talk.example does not answer. Check that this device is online.",
      });
    backend.stop();
  });
});

describe("a changed key", () => {
  const saved = [{ id: idOf("a"), name: "Tea Room", switchboards: [ORIGIN] }];
  const posted = { id: idOf("b"), name: "ＴＥＡ room ", listedAs: "ＴＥＡ room " };
  it("is a bare name that another room had here, however it is written", () => {
    expect(changedKey(posted, ORIGIN, saved)).toBe(true);
    expect(changedKey({ ...posted, name: "Tea", listedAs: "Tea" }, ORIGIN, saved)).toBe(false);
  });
  it("is none at another switchboard, by name#abcd, or of a room that was joined itself", () => {
    expect(changedKey(posted, "https://other.example", saved)).toBe(false);
    expect(changedKey({ ...posted, listedAs: "Tea Room#bbbb" }, ORIGIN, saved)).toBe(false);
    expect(changedKey(posted, ORIGIN, [...saved, { ...saved[0]!, id: idOf("b") }])).toBe(false);
  });
});
