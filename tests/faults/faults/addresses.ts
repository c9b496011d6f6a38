/** Machines that get another address in the middle of sending. */
import { setTimeout as sleep } from "node:timers/promises";
import type { LanHost } from "@partyline/testkit";
import { HOST, type World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

const ROUTER = { home: "192.168.1.1", cafe: "192.168.2.1" };

/** The address as another DHCP lease gives it, with the way out. */
async function move(host: LanHost, address: string, router: string): Promise<void> {
  host.changeAddress(`${address}/24`);
  await host.run("ip", ["route", "replace", "default", "via", router]);
}

const back = (world: World, address: string): void => {
  for (const member of world.members) {
    if (!member.near) continue;
    // Through a proxy the host's address is the proxy's business.
    if (!member.options.addresses) member.do({ do: "addresses", addresses: [{ address, port: 2525 }] });
    member.do({ do: "probe" });
  }
};

export const ADDRESSES: readonly Fault[] = [
  {
    name: "change-address-client",
    about: "a member gets another address, and its system says that the network changed",
    holds: ["home-net", "cafe-net", "members"],
    run: async (world, random) => {
      const member = random.pick(world.members);
      const [net, router] = member.near ? ["192.168.1", ROUTER.home] : ["192.168.2", ROUTER.cafe];
      const [before = ""] = member.place.addresses().ipv4;
      await move(member.place, `${net}.${random.between(100, 199)}`, router);
      member.do({ do: "probe" });
      await sleep(random.between(300, 1_500));
      await move(member.place, before, router);
      member.do({ do: "probe" });
    },
  },
  {
    name: "change-address-host",
    about: "the host gets another address for 1 to 2 s; members are told of it as by the listing",
    holds: ["home-net", "cafe-net", "proxies", "host", "members"],
    run: async (world, random) => {
      const { host } = world.net.hosts;
      const other = `192.168.1.${random.between(200, 250)}`;
      await move(host, other, ROUTER.home);
      back(world, other);
      await sleep(random.between(1_000, 2_000));
      await move(host, HOST, ROUTER.home);
      back(world, HOST);
    },
  },
];
