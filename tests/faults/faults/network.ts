/** Wires that are cut, lose, slow down, or pass one way only. */
import { setTimeout as sleep } from "node:timers/promises";
import type { LanHost } from "@partyline/testkit";
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

const SHORT = [300, 2_500] as const;

async function whileCut(host: LanHost, random: Random): Promise<void> {
  host.cut();
  await sleep(random.between(...SHORT));
  host.restore();
}

/** Drops what comes in on eth0 by rules of nftables; `rule` says which of it. */
async function whileDropping(host: LanHost, rules: readonly string[], ms: number): Promise<void> {
  await host.run("nft", ["add table ip faults"]);
  await host.run("nft", ["add chain ip faults in { type filter hook prerouting priority -300; }"]);
  for (const rule of rules) await host.run("nft", [`add rule ip faults in ${rule} drop`]);
  await sleep(ms);
  await host.run("nft", ["delete table ip faults"]);
}

const anyone = (world: World, random: Random): LanHost => {
  const { net } = world;
  const { host, board, near1, near2, near3, far1, far2, far3 } = net.hosts;
  return random.pick([
    host,
    board,
    near1,
    near2,
    near3,
    far1,
    far2,
    far3,
    net.routers.home,
    net.routers.cafe,
  ]);
};

export const NETWORK: readonly Fault[] = [
  {
    name: "cut-host",
    about: "the host's cable is pulled for 0.3 to 2.5 s",
    holds: ["home-net"],
    run: (world, random) => whileCut(world.net.hosts.host, random),
  },
  {
    name: "cut-client",
    about: "a member's cable is pulled",
    holds: ["home-net", "cafe-net"],
    run: (world, random) => whileCut(random.pick(world.members).place, random),
  },
  {
    name: "cut-switchboard",
    about: "the switchboard's cable is pulled",
    holds: ["board-net"],
    run: (world, random) => whileCut(world.net.hosts.board, random),
  },
  {
    name: "loss",
    about: "1 to 30 % of the packets to one machine or router vanish (nftables)",
    holds: ["home-net", "cafe-net", "board-net"],
    run: async (world, random) => {
      const rule = `numgen random mod 100 < ${random.between(1, 30)}`;
      await whileDropping(anyone(world, random), [rule], random.between(1_000, 2_500));
    },
  },
  {
    name: "one-way-cut",
    about: "one machine hears nothing, and is heard",
    holds: ["home-net", "cafe-net", "board-net"],
    run: (world, random) => whileDropping(anyone(world, random), ["iifname != lo"], random.between(...SHORT)),
  },
  {
    name: "low-rate",
    about: "a machine sends with 0.4 to 2 Mbit/s and a short queue (tc tbf)",
    holds: ["home-net", "cafe-net", "board-net"],
    run: async (world, random) => {
      const host = anyone(world, random);
      const rate = `${random.between(400, 2_000)}kbit`;
      await host.run("tc", [..."qdisc add dev eth0 root tbf burst 8kb latency 80ms rate".split(" "), rate]);
      await sleep(random.between(1_000, 2_500));
      await host.run("tc", "qdisc del dev eth0 root".split(" "));
    },
  },
  {
    name: "tiny-mtu",
    about: "a machine's MTU becomes 300 to 700 bytes; larger frames to it vanish without a word",
    holds: ["home-net", "cafe-net", "board-net"],
    run: async (world, random) => {
      const { host, near1, near3, far1, far2 } = world.net.hosts;
      const one = random.pick([host, near1, near3, far1, far2]);
      await one.run("ip", ["link", "set", "dev", "eth0", "mtu", String(random.between(300, 700))]);
      await sleep(random.between(800, 2_000));
      await one.run("ip", ["link", "set", "dev", "eth0", "mtu", "1500"]);
    },
  },
  {
    name: "change-road",
    about: "the direct road of a member goes silent, the circuit carries it, and back",
    holds: ["home-net"],
    run: async (world, random) => {
      const [near1] = world.members;
      if (!near1) return;
      const gone = whileDropping(near1.place, ["ip saddr 192.168.1.2"], random.between(4_000, 5_000));
      near1.do({ do: "probe" });
      await gone;
      near1.do({ do: "probe" });
    },
  },
];
