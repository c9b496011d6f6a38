/** Disks that are full, slow, or cannot be written to. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.ts";
import type { Controls, DiskOrders } from "../shim/shims.ts";
import type { OpenRow } from "../world/programs.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

const SHORT = [400, 2_000] as const;

async function ordered(controls: readonly Controls[], orders: DiskOrders, ms: number): Promise<void> {
  for (const one of controls) one.disk(orders);
  await sleep(ms);
  for (const one of controls) one.disk({});
}

const clients = (world: World, random: Random): Controls[] => {
  const { near1, near2, near3, far1, far2, far3 } = world.controls;
  return random.shuffle([near1, near2, near3, far1, far2, far3]).slice(0, random.between(1, 3));
};

export const DISKS: readonly Fault[] = [
  {
    name: "full-disk",
    about: "the host is started anew, and then the disk under its folder is full to the last page (tmpfs)",
    holds: ["disk", "host"],
    run: async ({ disk, host }, random) => {
      // An orderly end empties the WAL: what is said next needs pages that the disk does not have.
      const { exit } = host.running;
      host.signal("SIGINT");
      await exit;
      host.start();
      await host.row<OpenRow>(({ event }) => event === "open", "the room");
      disk.fill();
      await sleep(random.between(...SHORT));
      disk.free();
    },
  },
  {
    name: "read-only-start",
    about: "the host is killed and started on a folder that is mounted read-only: it says so, and ends",
    holds: ["disk", "host"],
    run: async (world) => {
      await world.host.kill();
      world.disk.readOnly();
      const start = world.host.start();
      const { code } = await start.exit;
      const line = start.stderr.lines.join(" | ");
      world.disk.writable();
      world.host.start();
      await world.host.ready();
      if (code !== 1 || !/cannot be written to/.test(line))
        throw new Error(`on a read-only disk: ${code} ${line}`);
    },
  },
  {
    name: "enospc-at-nth-write",
    about: "the Nth write of the host to a database, and all after it, fail with ENOSPC",
    holds: ["disk"],
    needs: "disk-shim",
    run: ({ controls }, random) =>
      ordered([controls.host], { fullAt: random.between(2, 200) }, random.between(...SHORT)),
  },
  {
    name: "disk-turns-read-only",
    about: "every write of the host fails with EROFS, as after an error of the file system",
    holds: ["disk"],
    needs: "disk-shim",
    run: ({ controls }, random) => ordered([controls.host], { readOnly: true }, random.between(...SHORT)),
  },
  {
    name: "slow-disk",
    about: "every fsync of the host takes 500 ms longer",
    holds: ["disk"],
    needs: "disk-shim",
    run: ({ controls }, random) => ordered([controls.host], { syncMs: 500 }, random.between(1_000, 2_500)),
  },
  {
    name: "fsync-fails",
    about: "every fsync of the host fails with EIO",
    holds: ["disk"],
    needs: "disk-shim",
    run: ({ controls }, random) => ordered([controls.host], { syncFails: true }, random.between(...SHORT)),
  },
  {
    name: "full-disk-client",
    about: "the disks of one to three members are full",
    holds: ["members"],
    needs: "disk-shim",
    run: (world, random) => ordered(clients(world, random), { fullAt: 1 }, random.between(...SHORT)),
  },
  {
    name: "slow-disk-client",
    about: "every fsync of one to three members takes 300 ms longer",
    holds: ["members"],
    needs: "disk-shim",
    run: (world, random) => ordered(clients(world, random), { syncMs: 300 }, random.between(1_000, 2_000)),
  },
  {
    name: "full-disk-switchboard",
    about: "the switchboard's disk is full while it is started anew",
    holds: ["board"],
    needs: "disk-shim",
    run: async ({ controls, board }, random) => {
      controls.board.disk({ fullAt: 1 });
      await board.kill();
      const started = board.start();
      await Promise.race([started.exit, sleep(random.between(800, 1_500))]);
      controls.board.disk({});
      // It may still be on its way out, for the disk was full when it looked.
      await board.ready();
      if (!board.isUp) board.start();
      await board.ready();
    },
  },
];
