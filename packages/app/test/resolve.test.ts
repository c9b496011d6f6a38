import { encodeHostPublicKeys, generateHostKeys, publicKeysOf, roomIdOf } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { expect, test } from "vitest";
import { type Directory, type ListedRoom, resolveRoom } from "../src/resolve.ts";
import { addressText, readRoomText } from "../src/room-text.ts";

function makeRoom(name: string, port = 2525): ListedRoom {
  const keys = publicKeysOf(generateHostKeys(nodeProvider));
  const addresses = [{ address: "10.0.0.1", port }];
  return {
    id: roomIdOf(nodeProvider, keys),
    name,
    keys: encodeHostPublicKeys(keys),
    password: false,
    addresses,
  };
}

/** A network on which these rooms are listed, and these answer at their addresses without being listed. */
function network(listed: ListedRoom[], unlisted: ListedRoom[] = []): Directory {
  return {
    async *find({ signal }) {
      for (const room of listed) {
        if (signal?.aborted) return;
        yield room;
      }
    },
    async ask(address, port, id) {
      const at = (room: ListedRoom) =>
        room.addresses.some((one) => one.address === address && one.port === port);
      const open = [...listed.filter(at), ...unlisted.filter((room) => at(room) && room.id === id)];
      if (open.length === 0) throw Object.assign(new Error("nothing"), { code: "UNREACHABLE" });
      return open;
    },
    async *watch() {},
  };
}

const pinOf = (room: ListedRoom) => ({
  id: room.id,
  name: room.name,
  addresses: room.addresses,
  keys: publicKeysOf(generateHostKeys(nodeProvider)),
  lastJoined: 1,
});
const find = (text: string, directory: Directory, saved: ReturnType<typeof pinOf>[] = []) =>
  resolveRoom(text, { directory, saved, timeoutMs: 100 });

test("a name finds its room whatever its case and composition; the exact one comes first", async () => {
  const room = makeRoom("Café");
  const other = makeRoom("CAFÉ");
  expect((await find("cafe\u0301", network([room]))).id).toBe(room.id);
  expect((await find("CAFÉ", network([room, other]))).id).toBe(other.id);
});

test("two rooms of one name are told apart by their tags", async () => {
  const [one, two] = [makeRoom("Club"), makeRoom("Club", 2526)];
  const error = await find("Club", network([one, two])).catch((caught) => caught);
  expect(error.code).toBe("AMBIGUOUS");
  expect(error.message).toContain(`Club#${one.id.slice(0, 4)}, Club#${two.id.slice(0, 4)}`);
  expect((await find(`club#${two.id.slice(0, 4)}`, network([one, two]))).id).toBe(two.id);
});

test("of two rooms of one name, the one joined before is meant", async () => {
  const [one, two] = [makeRoom("Club"), makeRoom("Club", 2526)];
  expect((await find("Club", network([one, two]), [pinOf(two)])).id).toBe(two.id);
});

test("a room joined before that is another one now is an error, until its tag is typed", async () => {
  const [old, made] = [makeRoom("Club", 9), makeRoom("Club")];
  await expect(find("Club", network([made]), [pinOf(old)])).rejects.toMatchObject({ code: "CHANGED_KEY" });
  const tag = made.id.slice(0, 4);
  expect((await find(`Club#${tag}`, network([made]), [pinOf(old)])).id).toBe(made.id);
  expect((await find("Club", network([made]), [pinOf(made), pinOf(old)])).id).toBe(made.id);
});

test("where nothing is listed, a room joined before is found at its last address", async () => {
  const room = makeRoom("Club");
  expect((await find("club", network([], [room]), [pinOf(room)])).addresses).toEqual(room.addresses);
  await expect(find("club", network([]), [pinOf(room)])).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("nothing found says what may be the reason and what to try", async () => {
  const error = await find("Club", network([])).catch((caught) => caught);
  expect(error.code).toBe("NOT_FOUND");
  expect(error.message).toMatch(/"Club".*guest Wi-Fi, a VPN or a firewall.*link or host:port/);
});

test("a link leads to its room only, and carries its token", async () => {
  const room = makeRoom("Club");
  const token = "f5dYBJrNXaWe9XVtt3_dGw";
  const target = await find(`http://10.0.0.1:2525/r/${room.id}#${token}`, network([], [room]));
  expect(target.addresses).toEqual([{ address: "10.0.0.1", port: 2525 }]);
  expect(Buffer.from(target.token ?? []).toString("base64url")).toBe(token);
  const gone = find(`http://10.0.0.1:2525/r/${makeRoom("Old").id}`, network([room]));
  await expect(gone).rejects.toMatchObject({ code: "ROOM_NOT_OPEN" });
});

test("an address leads to its only room, or asks which", async () => {
  const [one, two] = [makeRoom("Club"), makeRoom("Choir")];
  expect((await find("10.0.0.1:2525", network([one]))).id).toBe(one.id);
  await expect(find("10.0.0.1:2525", network([one, two]))).rejects.toMatchObject({ code: "AMBIGUOUS" });
  expect((await find(`10.0.0.1:2525#${two.id.slice(0, 4)}`, network([one, two]))).id).toBe(two.id);
  await expect(find("10.0.0.2:2525", network([one]))).rejects.toMatchObject({ code: "UNREACHABLE" });
});

test("the forms in which a room can be typed", () => {
  expect(readRoomText(" Reading Club ")).toEqual({ kind: "name", name: "Reading Club" });
  expect(readRoomText("Reading Club#AB2C")).toEqual({ kind: "name", name: "Reading Club", tag: "ab2c" });
  expect(readRoomText("C# and F#")).toEqual({ kind: "name", name: "C# and F#" });
  expect(readRoomText("studio.local:2525")).toEqual({ kind: "address", address: "studio.local", port: 2525 });
  expect(readRoomText("[fe80::1%eth0]:80")).toEqual({ kind: "address", address: "fe80::1%eth0", port: 80 });
  expect(readRoomText("part 2: the end")).toEqual({ kind: "name", name: "part 2: the end" });
  expect(() => readRoomText(" ")).toThrow(expect.objectContaining({ code: "USAGE", exit: 2 }));
  expect(() => readRoomText("https://example.org")).toThrow(expect.objectContaining({ code: "USAGE" }));
  expect(addressText("fe80::1%eth0", 80)).toBe("[fe80::1%eth0]:80");
});
