/** The network and switchboards as one: a room that both know is one room, and a name that they disagree on is asked
 *  about. */
import { encodeHostPublicKeys, generateHostKeys, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { expect, test } from "vitest";
import { findRooms, type Look, listObject } from "../src/commands/list.ts";
import { AppError } from "../src/errors.ts";
import type { Directory, ListedRoom, ResolveOptions, Switchboards } from "../src/listed.ts";
import { merged } from "../src/merge.ts";
import { resolveRoom } from "../src/resolve.ts";
import { TogetherList, watchRooms } from "../src/watch.ts";

const BOARD = "https://talk.example";
const OTHER = "https://other.example";
const HOME = { address: "10.0.0.1", port: 2525 };
const SHARED = { address: "192.168.1.20", port: 2525 };

function makeRoom(name: string): ListedRoom {
  const keys = publicKeysOf(generateHostKeys(nodeProvider));
  const id = roomIdOf(nodeProvider, keys);
  return { id, name, keys: encodeHostPublicKeys(keys), password: false, addresses: [] };
}
const here = (room: ListedRoom): ListedRoom => ({ ...room, addresses: [HOME] });
const there = (room: ListedRoom, more: Partial<ListedRoom> = {}): ListedRoom => ({
  ...room,
  switchboards: [BOARD],
  ...more,
});

/** A network with these rooms; `slow` only ends when it is stopped. */
function network(rooms: ListedRoom[], slow = false): Directory {
  return {
    async *find({ signal }) {
      yield* rooms;
      if (slow) await new Promise((resolve) => signal?.addEventListener("abort", resolve));
    },
    async ask(address, port) {
      const open = rooms.filter(({ addresses }) =>
        addresses.some((one) => one.address === address && one.port === port),
      );
      if (open.length === 0) throw Object.assign(new Error("nothing"), { code: "UNREACHABLE" });
      return open;
    },
    async *watch() {
      yield* rooms.map((room) => ({ room, gone: false }));
    },
  };
}

/** Switchboards that know these rooms by name, `name#abcd` and id. */
function boardsWith(rooms: ListedRoom[], down: string[] = []): Switchboards & { asked: string[] } {
  const asked: string[] = [];
  const known = (url: string) => {
    if (down.includes(url)) throw new AppError("UNREACHABLE", `${url} cannot be asked. It does not answer.`);
    return rooms.filter(({ switchboards }) => switchboards?.includes(url));
  };
  return {
    asked,
    async open(url) {
      const all = known(url);
      return { rooms: all.filter(({ asleep }) => !asleep), asleep: all.some(({ asleep }) => asleep) };
    },
    async called(url, ref) {
      asked.push(`${url} ${ref}`);
      return known(url).filter(({ id, name }) => [id, name, `${name}#${id.slice(0, 4)}`].includes(ref));
    },
  };
}

const pinOf = (room: ListedRoom, more = {}) => ({
  id: room.id,
  name: room.name,
  addresses: [],
  lastJoined: 1,
  ...more,
  keys: publicKeysOf(generateHostKeys(nodeProvider)),
});
const find = (text: string, options: Partial<ResolveOptions>) =>
  resolveRoom(text, {
    directory: network([]),
    saved: [],
    switchboards: [BOARD],
    boards: boardsWith([]),
    timeoutMs: 100,
    ...options,
  });

test("a room that both directories have is one, with the network's addresses first", async () => {
  const room = makeRoom("Club");
  const target = await find("Club", {
    directory: network([here(room)], true),
    boards: boardsWith([there(room, { addresses: [SHARED] })]),
  });
  expect(target).toMatchObject({ id: room.id, addresses: [HOME, SHARED], switchboards: [BOARD] });
});

test("a room that one directory has is found, whatever becomes of the others", async () => {
  const room = makeRoom("Club");
  const both = { switchboards: [BOARD, OTHER] };
  // The network is given a moment, not all of its time.
  const target = await find("Club", {
    ...both,
    directory: network([], true),
    boards: boardsWith([there(room)], [OTHER]),
    timeoutMs: 60_000,
  });
  // What does not answer may know it all the same.
  expect(target).toMatchObject({ id: room.id, addresses: [], switchboards: [BOARD, OTHER] });
  const near = await find("Club", { directory: network([here(room)]), boards: boardsWith([]) });
  expect(near.switchboards).toBeUndefined();
});

test("a name that two rooms have in the two directories is asked about, in forms that can be typed", async () => {
  const [near, far] = [makeRoom("Club"), makeRoom("Club")];
  const options = { directory: network([here(near)]), boards: boardsWith([there(far)]) };
  await expect(find("Club", options)).rejects.toMatchObject({
    code: "AMBIGUOUS",
    message: `2 rooms match "Club". Say which: Club#${near.id.slice(0, 4)} (on this network), Club#${far.id.slice(0, 4)} (on ${BOARD}).`,
  });
  expect((await find(`Club#${far.id.slice(0, 4)}`, options)).id).toBe(far.id);
  expect((await find(`Club#${far.id.slice(0, 6)}`, options)).id).toBe(far.id);
  expect((await find(`Club#${near.id.slice(0, 4)}`, options)).id).toBe(near.id);
  // One of them was joined before; and one of them is not there now.
  expect((await find("Club", { ...options, saved: [pinOf(far, { switchboards: [BOARD] })] })).id).toBe(
    far.id,
  );
  const asleep = boardsWith([there(far, { asleep: true })]);
  expect((await find("Club", { ...options, boards: asleep })).id).toBe(near.id);
});

test("a name that leads elsewhere than before is refused, by either directory", async () => {
  const [old, made] = [makeRoom("Club"), makeRoom("Club")];
  const saved = [pinOf(old, { switchboards: [BOARD] })];
  const byBoard = find("Club", { saved, boards: boardsWith([there(made)]) });
  await expect(byBoard).rejects.toMatchObject({ code: "CHANGED_KEY" });
  const byNetwork = find("Club", { saved, directory: network([here(made)]) });
  await expect(byNetwork).rejects.toMatchObject({ code: "CHANGED_KEY" });
  // Joined before and asleep: it is still the one that is meant.
  const both = boardsWith([there(old, { asleep: true })]);
  expect((await find("Club", { saved, boards: both, directory: network([here(made)]) })).id).toBe(old.id);
});

test("a room joined before is found by its switchboard without being told of it, under another name, too", async () => {
  const room = makeRoom("Club");
  const boards = boardsWith([there({ ...room, name: "Choir" })]);
  const saved = [pinOf(room, { switchboards: [BOARD], addresses: [SHARED], token: new Uint8Array(16) })];
  const target = await find("club", { saved, switchboards: [], boards });
  expect(target).toMatchObject({ id: room.id, switchboards: [BOARD], token: new Uint8Array(16) });
  // The keys of the first time hold, and the addresses of then may do.
  expect(target).toMatchObject({ keys: saved[0]?.keys, addresses: [SHARED] });
});

test("--via switchboard leaves the network alone; --via direct wants an address", async () => {
  const room = makeRoom("Club");
  const deaf: Directory = {
    find: () => {
      throw new Error("asked the network");
    },
    ask: () => {
      throw new Error("asked a host");
    },
    async *watch() {},
  };
  const boards = boardsWith([there(room)]);
  expect((await find("Club", { via: "switchboard", directory: deaf, boards })).switchboards).toEqual([BOARD]);
  const link = `http://10.0.0.1:2525/r/${room.id}`;
  expect((await find(link, { via: "switchboard", directory: deaf, boards })).switchboards).toEqual([BOARD]);
  for (const text of ["Club", link]) {
    const nowhere = find(text, { via: "switchboard", directory: deaf, switchboards: [] });
    await expect(nowhere).rejects.toMatchObject(
      text === "Club" ? { code: "USAGE", exit: 2 } : { code: "NO_ROAD" },
    );
  }
  await expect(find("Club", { via: "direct", boards })).rejects.toMatchObject({ code: "NO_ROAD" });
  const shared = boardsWith([there(room, { addresses: [SHARED] })]);
  expect((await find("Club", { via: "direct", boards: shared })).addresses).toEqual([SHARED]);
});

test("nothing found says where was looked, and who did not answer", async () => {
  const words = (options: Partial<ResolveOptions>) =>
    find("Club", options).catch(({ code, message }) => [code, message]);
  expect(await words({})).toEqual([
    "NOT_FOUND",
    expect.stringContaining(`found here or on ${BOARD}. Devices may`),
  ]);
  const down = { boards: boardsWith([], [BOARD]) };
  expect(await words(down)).toEqual(["NOT_FOUND", expect.stringContaining(`${BOARD} cannot be asked`)]);
  expect(await words({ ...down, via: "switchboard" })).toEqual([
    "UNREACHABLE",
    `${BOARD} cannot be asked. It does not answer.`,
  ]);
  expect(await words({ via: "switchboard" })).toEqual(["NOT_FOUND", `No room called "Club" is on ${BOARD}.`]);
});

test("a host's link is followed by a switchboard where the host is not reached", async () => {
  const room = makeRoom("Club");
  const link = `http://10.0.0.1:2525/r/${room.id}`;
  const away = await find(link, { boards: boardsWith([there(room)]) });
  expect(away).toMatchObject({ id: room.id, addresses: [HOME], switchboards: [BOARD] });
  const direct = find(link, { via: "direct", boards: boardsWith([there(room)]) });
  await expect(direct).rejects.toMatchObject({ code: "UNREACHABLE" });
  const saved = [pinOf(room, { switchboards: [OTHER] })];
  expect((await find(link, { saved, switchboards: [] })).switchboards).toEqual([OTHER]);
});

async function listed(directory: Directory, boards: Switchboards, more = {}): Promise<[object[], Look]> {
  const look: Look = { failures: [], asleep: false };
  const parts = {
    directory,
    switchboards: [BOARD, OTHER],
    via: undefined,
    interrupt: new AbortController().signal,
    ...more,
  };
  const rooms: object[] = [];
  for await (const room of findRooms(100, parts, look, boards)) rooms.push(listObject(room, parts.via));
  return [rooms, look];
}

test("list: each room once with all roads to it, those asleep left out", async () => {
  const [one, two, three, four] = [makeRoom("One"), makeRoom("Two"), makeRoom("Three"), makeRoom("Four")];
  const boards = boardsWith([
    there(one, { addresses: [SHARED] }),
    ...[there(two, { switchboards: [BOARD, OTHER] }), there(four, { asleep: true })],
  ]);
  const directory = network([here(one), here(three)]);
  const direct = (at: object) => ({ kind: "direct", ...at });
  const by = (url: string) => ({ kind: "switchboard", url });
  expect(await listed(directory, boards)).toEqual([
    [
      { name: "One", id: one.id, password: false, roads: [direct(HOME), direct(SHARED), by(BOARD)] },
      { name: "Three", id: three.id, password: false, roads: [direct(HOME)] },
      { name: "Two", id: two.id, password: false, roads: [by(BOARD), by(OTHER)] },
    ],
    { failures: [], asleep: true },
  ]);
  const [byBoard] = await listed(directory, boards, { via: "switchboard" });
  expect(byBoard).toMatchObject([{ name: "One", roads: [by(BOARD)] }, { name: "Two" }]);
  const [near] = await listed(directory, boards, { via: "direct" });
  expect(near).toMatchObject([{ name: "One", roads: [direct(HOME), direct(SHARED)] }, { name: "Three" }]);
  const [rest, { failures }] = await listed(directory, boardsWith([], [BOARD]));
  expect(rest).toHaveLength(2);
  expect(failures).toMatchObject([{ code: "UNREACHABLE" }]);
});

test("what is asleep is awake once one directory says so", () => {
  const room = makeRoom("Club");
  expect(merged(there(room, { asleep: true }), there(room, { switchboards: [OTHER] }))).toEqual(
    there(room, { switchboards: [BOARD, OTHER] }),
  );
  expect(merged(there(room, { asleep: true }), there(room, { asleep: true })).asleep).toBe(true);
});

test("list --watch: a room goes when the last directory has lost it", () => {
  const room = makeRoom("Club");
  const list = new TogetherList(2);
  expect(list.change(0, { room: here(room), gone: false })).toEqual([{ room: here(room), gone: false }]);
  const both = { ...here(room), switchboards: [BOARD] };
  expect(list.replace(1, [there(room)])).toEqual([{ room: both, gone: false }]);
  expect(list.replace(1, [there(room)])).toEqual([]);
  expect(list.change(0, { room: here(room), gone: true })).toEqual([{ room: there(room), gone: false }]);
  expect(list.replace(1, [])).toEqual([{ room: there(room), gone: true }]);
});

test("list --watch: both directories are followed, and one that does not answer is told of", async () => {
  const [near, far] = [makeRoom("Near"), makeRoom("Far")];
  const stop = new AbortController();
  const failures: AppError[] = [];
  const parts = { switchboards: [BOARD, OTHER], via: undefined, interrupt: stop.signal };
  const boards = boardsWith([there(far)], [OTHER]);
  const seen: string[] = [];
  for await (const { room } of watchRooms(
    { ...parts, directory: network([here(near)]) },
    (failure) => failures.push(failure),
    boards,
  )) {
    seen.push(room.name);
    if (seen.length === 2) stop.abort();
  }
  expect(seen.sort()).toEqual(["Far", "Near"]);
  expect(failures).toMatchObject([{ code: "UNREACHABLE" }]);
});
