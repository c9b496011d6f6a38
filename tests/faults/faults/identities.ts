/** One person in two programs at once. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.ts";
import type { Driver } from "../world/programs.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

let twins = 0;

/** Comes, talks with the other, and is killed or leaves. What it left unsaid its home keeps. */
async function visit(twin: Driver, random: Random): Promise<void> {
  twin.start();
  await twin.live(30_000);
  twin.do({ do: "talk", count: 60, ms: 800, seed: random.between(1, 1e9) });
  await sleep(random.between(300, 1_200));
  if (random.next() < 0.5) await twin.kill();
  else {
    await twin.ask({ do: "settle" }, 30_000);
    const { exit } = twin.running;
    twin.do({ do: "close" });
    await exit;
  }
}

/** The same person on another device: the seed and the rooms, but a client id of its own. */
function secondDevice(world: World, from: string): string {
  const home = join(world.folder, `device-${++twins}`);
  mkdirSync(home);
  const source = new DatabaseSync(join(world.folder, from, "client.db"), { readOnly: true });
  source.exec(`VACUUM INTO '${join(home, "client.db")}'`);
  source.close();
  const db = new DatabaseSync(join(home, "client.db"));
  db.exec("DELETE FROM outbox; DELETE FROM remembered; DELETE FROM sessions");
  db.close();
  return home;
}

const NAMES = ["near1", "near3", "far1", "far2"] as const;

export const IDENTITIES: readonly Fault[] = [
  {
    name: "two-tabs",
    about: "a second program on a member's own data folder talks beside the first, and goes or is killed",
    holds: ["members"],
    run: async (world, random) => {
      const name = random.pick(NAMES);
      const label = `${name}-tab${++twins}`;
      await visit(world.member(name, { label, home: join(world.folder, name) }), random);
    },
  },
  {
    name: "two-devices",
    about: "the same person talks from a second device, and goes or is killed",
    holds: ["members"],
    run: async (world, random) => {
      const name = random.pick(NAMES);
      const label = `${name}-device${++twins}`;
      await visit(world.member(name, { label, home: secondDevice(world, name) }), random);
    },
  },
];
