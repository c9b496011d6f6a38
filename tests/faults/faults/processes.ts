/** Programs that die, and programs that sleep. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.ts";
import type { Driver, Program } from "../world/programs.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

/** kill -9, a while of nothing, and the same command again; over when the programs are there again. */
async function killed(programs: readonly Program[], random: Random): Promise<void> {
  await Promise.all(programs.map((program) => program.kill()));
  await sleep(random.between(0, 800));
  for (const program of programs) program.start();
  await Promise.all(programs.map((program) => program.ready()));
}

/** SIGSTOP and SIGCONT: the sleep of a laptop as others see it. */
async function asleep(programs: readonly Program[], random: Random): Promise<void> {
  for (const program of programs) program.signal("SIGSTOP");
  await sleep(random.between(500, 3_000));
  for (const program of programs) program.signal("SIGCONT");
}

const some = (world: World, random: Random): Driver[] =>
  random.shuffle(world.members).slice(0, random.between(1, 3));

export const PROCESSES: readonly Fault[] = [
  {
    name: "kill-host",
    about: "kill -9 of the host, started again after up to 0.8 s",
    holds: ["host", "disk"],
    run: (world, random) => killed([world.host], random),
  },
  {
    name: "kill-host-twice",
    about: "kill -9 of the host, and again while it starts",
    holds: ["host", "disk"],
    run: async (world, random) => {
      await world.host.kill();
      world.host.start();
      await sleep(random.between(100, 900));
      await killed([world.host], random);
    },
  },
  {
    name: "kill-switchboard",
    about: "kill -9 of the switchboard, started again after up to 0.8 s",
    holds: ["board"],
    run: (world, random) => killed([world.board], random),
  },
  {
    name: "kill-client",
    about: "kill -9 of one to three members, started again with what they had",
    holds: ["members"],
    run: (world, random) => killed(some(world, random), random),
  },
  {
    name: "kill-all",
    about: "kill -9 of everything at once, as when the power goes",
    holds: ["host", "board", "members", "disk"],
    run: (world, random) => killed([world.host, world.board, ...world.members], random),
  },
  {
    name: "stop-host",
    about: "SIGSTOP of the host for 0.5 to 3 s",
    holds: ["host"],
    run: (world, random) => asleep([world.host], random),
  },
  {
    name: "stop-switchboard",
    about: "SIGSTOP of the switchboard for 0.5 to 3 s",
    holds: ["board"],
    run: (world, random) => asleep([world.board], random),
  },
  {
    name: "stop-client",
    about: "SIGSTOP of one to three members for 0.5 to 3 s: readers that read nothing",
    holds: ["members"],
    run: (world, random) => asleep(some(world, random), random),
  },
  {
    name: "frozen-reader",
    about: "programs that read nothing of what their client hands out for 1 to 2.5 s",
    holds: [],
    run: async (world, random) => {
      const ms = random.between(1_000, 2_500);
      for (const member of some(world, random)) member.do({ do: "freeze", ms });
      await sleep(ms);
    },
  },
];
