/** A whole host with a fake switchboard behind real sockets. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { onTestFinished } from "vitest";
import { type Host, type HostedRoom, type HostOptions, openHost } from "../../src/index.ts";
import { seedOf } from "../people.ts";
import type { FakeTrunk } from "./fake-trunk.ts";
import { Member } from "./member.ts";
import { RealSwitchboard } from "./real-wire.ts";

export const owner = {
  name: "Olga",
  key: (id: string) => memberKeyFor(nodeProvider, seedOf("Olga"), id).public,
};

export async function freshHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "partyline-trunk-"));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

export async function switchboard(port = 0): Promise<RealSwitchboard> {
  const board = await RealSwitchboard.start(port);
  onTestFinished(() => board.stop());
  return board;
}

/** A host that comes back at once to whatever ended. */
export async function host(options: Partial<HostOptions> = {}): Promise<Host> {
  const home = options.home ?? (await freshHome());
  const started = await openHost({
    port: 0,
    bind: "127.0.0.1",
    advertise: false,
    random: () => 0,
    ...options,
    home,
  });
  onTestFinished(() => started.close());
  return started;
}

/** A room that is on the switchboard. */
export async function reached(
  name = "Reading Club",
  more: object = {},
  prepare: (board: RealSwitchboard) => void = () => {},
) {
  const board = await switchboard();
  prepare(board);
  const home = await freshHome();
  const started = await host({ home });
  const url = { url: board.url };
  const room = await started.openRoom({ name, owner, switchboards: [{ ...url, ...more }], ...more });
  watch(board, room);
  return { board, home, host: started, room, trunk: await board.has(room.id) };
}

/** What the room tells wakes whoever waits for the switchboard. */
export function watch(board: RealSwitchboard, room: HostedRoom): HostedRoom {
  room.on(() => board.changes.tell());
  return room;
}

export const standing = (board: RealSwitchboard, room: HostedRoom, state: string) =>
  board.changes.until(() => room.switchboards().find((it) => it.state === state));

/** A member who has come by a circuit. */
export async function come(
  trunk: FakeTrunk,
  room: HostedRoom,
  name: string,
  since?: Member["end"],
  replay = true,
): Promise<Member> {
  const member = new Member(trunk.open(room.id), room, name, since, replay);
  await trunk.board.changes.until(() => member.welcome);
  return member;
}
