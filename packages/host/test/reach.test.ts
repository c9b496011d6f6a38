/** Who can find a room may change while it is at work. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Host, openHost } from "../src/index.ts";
import { Person, stage } from "./people.ts";

const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, new Uint8Array(32).fill(5), id).public,
};
/** Nothing answers there, and nothing has to. */
const SWITCHBOARD = "http://127.0.0.1:1";

describe("a room that becomes unlisted", () => {
  let home: string;
  let host: Host;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "partyline-reach-"));
    host = await openHost({ home, port: 0, bind: "127.0.0.1", advertise: false });
  });
  afterEach(async () => {
    await host.close();
    await rm(home, { recursive: true, force: true });
  });

  const listedHere = async () => {
    const answer = await fetch(`http://127.0.0.1:${host.port}/.well-known/partyline`);
    return ((await answer.json()) as { rooms: { id: string }[] }).rooms.map(({ id }) => id);
  };

  test("is on no list, has a link with a token, and a new one each time", async () => {
    const room = await host.openRoom({ name: "Club", owner, switchboards: [{ url: SWITCHBOARD }] });
    expect(await listedHere()).toEqual([room.id]);
    await room.setUnlisted(true);
    const { token } = room;
    expect([room.unlisted, token?.length, room.wishes[0]?.listed]).toEqual([true, 22, true]);
    expect([room.link().endsWith(`#${token}`), room.links().at(-1)?.endsWith(`.${token}`)]).toEqual([
      true,
      true,
    ]);
    expect(await listedHere()).toEqual([]);
    expect(await host.saved()).toMatchObject([{ unlisted: true }]);
    await room.setUnlisted(true);
    expect(room.token).toBe(token);
    await room.setUnlisted(false);
    expect([room.unlisted, room.token, room.link().includes("#")]).toEqual([false, undefined, false]);
    expect(await listedHere()).toEqual([room.id]);
    await room.setUnlisted(true);
    expect(room.token).not.toBe(token);
  });

  test("is so after it was closed and opened again, and so is one that became listed", async () => {
    const room = await host.openRoom({ name: "Club", owner });
    await room.setUnlisted(true);
    const { id, token } = room;
    await room.close();
    const again = await host.openRoom({ id, owner });
    expect([again.unlisted, again.token]).toEqual([true, token]);
    await again.setUnlisted(false);
    await again.close();
    expect((await host.openRoom({ id, owner })).token).toBeUndefined();
  });

  test("may be one that is kept in memory only", async () => {
    const room = await host.openRoom({ name: "Passing", owner, memoryOnly: true });
    await room.setUnlisted(true);
    expect([room.token?.length, await listedHere(), await host.saved()]).toEqual([22, [], []]);
  });
});

test("who has been in before needs no token to come back; newcomers and the banned stay out", async () => {
  const scene = stage();
  const [olga, ben, cleo] = [
    await new Person(scene, "Olga").join(),
    await new Person(scene, "Ben").join(),
    await new Person(scene, "Cleo").join(),
  ];
  expect([olga.welcome, ben.welcome, cleo.welcome]).not.toContain(undefined);
  const { state } = scene.room.core;
  state.token = new Uint8Array(16).fill(3);
  const { id } = [...state.members.values()].find(({ name }) => name === "Cleo") ?? {};
  const banned = state.members.get(id ?? "");
  if (banned) banned.bannedAt = 1;
  expect((await new Person(scene, "Ben").join()).welcome).toBeDefined();
  expect((await new Person(scene, "Cleo").join()).messages).toMatchObject([{ type: "bye", code: "BANNED" }]);
  expect((await new Person(scene, "Dan").join()).messages).toMatchObject([{ code: "TOKEN_REQUIRED" }]);
});
