/** Rooms that are no more, at a whole switchboard. */
import { encodeList, encodeUnregister, relayCloseCodeOf } from "@partyline/relay";
import { expect, test } from "vitest";
import { keysOf, listOf, tombstoneOf } from "./keys.ts";
import { client, freshHome, LiveHost, live, Peer } from "./live.ts";

const OFFLINE = relayCloseCodeOf("OFFLINE");
const room = keysOf("room");
const tombstone = tombstoneOf(room, 10);

const statusOf = async (url: string, ref: string) => (await fetch(`${url}/v1/rooms/${ref}`)).status;

/** What a client that dials is told. */
async function told(port: number): Promise<Buffer[]> {
  const peer = client(port, room);
  expect(await peer.end()).toBe(OFFLINE);
  return peer.messages;
}

async function listed(port: number, generation = 1): Promise<LiveHost> {
  const host = new LiveHost(port);
  await host.register(room, 1, generation);
  host.send(encodeList(1, listOf(room, { name: "Club", serial: generation })));
  await host.nth("listing");
  return host;
}

test("R3.12 out of the lists, its name free, and told to whoever comes, after a restart too", async () => {
  const home = freshHome();
  const first = await live({ home });
  const host = await listed(first.port);
  const waits = new Peer(first.port, `/v1/r/${keysOf("other").room}/wait`);
  await waits.opened();
  host.send(encodeUnregister(1));
  host.send(tombstone.bytes);
  expect((await host.nth("buried")).buried).toEqual({ room: room.room });
  expect(await told(first.port)).toEqual([Buffer.from(tombstone.frame)]);
  for (const ref of [room.room, "Club", `Club%23${room.room.slice(0, 4)}`])
    expect(await statusOf(first.url, ref)).toBe(404);
  expect(await (await fetch(`${first.url}/v1/rooms`)).json()).toEqual({ v: 1, rooms: [] });
  const heir = new LiveHost(first.port);
  await heir.register(keysOf("heir"));
  heir.send(encodeList(1, listOf(keysOf("heir"), { name: "Club" })));
  expect((await heir.nth("listing")).listing.as).toBe("Club");
  expect(waits.closed).toBeUndefined();
  await first.close({ windowSeconds: 0 });

  const second = await live({ home });
  expect(await told(second.port)).toEqual([Buffer.from(tombstone.frame)]);
});

test("R3.13 registered again, the room lives: its tombstone is nobody's any more, after a restart too", async () => {
  const home = freshHome();
  const first = await live({ home });
  const stranger = await new LiveHost(first.port).opened();
  const host = await listed(first.port);
  host.send(encodeUnregister(1));
  host.send(tombstone.bytes);
  await host.nth("buried");
  const back = await listed(first.port, 2);
  back.send(tombstone.bytes);
  expect((await back.nth("buried")).buried.code).toBe("DISPLACED");
  back.send(encodeUnregister(1));
  back.send(tombstone.bytes);
  expect((await back.nth("buried", 1)).buried.code).toBe("STALE");
  expect(await told(first.port)).toEqual([]);
  expect(await statusOf(first.url, "Club")).toBe(200);
  stranger.socket.close();
  await first.close({ windowSeconds: 0 });

  const second = await live({ home });
  expect(await told(second.port)).toEqual([]);
});

test("R3.13 one from before the record frees no name, also where no tombstone was ever here", async () => {
  const board = await live();
  const host = new LiveHost(board.port);
  await host.register(room);
  host.send(encodeList(1, listOf(room, { name: "Club", issuedAt: tombstone.closedAt + 1 })));
  await host.nth("listing");
  host.send(encodeUnregister(1));
  host.send(tombstone.bytes);
  expect((await host.nth("buried")).buried.code).toBe("STALE");
  expect([await told(board.port), await statusOf(board.url, "Club")]).toEqual([[], 200]);
});
