import { describe, expect, it } from "vitest";
import type { ResolvedInstance } from "../src/browse/link-cache.ts";
import { toRooms } from "../src/browse/rooms.ts";
import { ETH0, ID, KEYS } from "./samples.ts";

const WLAN0 = { name: "wlan0", zone: "wlan0", ipv4: [{ address: "192.168.7.2", prefix: 24 }], ipv6: [] };

function instance(change: Partial<ResolvedInstance> = {}): ResolvedInstance {
  const fields = { id: ID, keys: KEYS, password: false };
  return { instance: "Club", fields, port: 2525, addresses: ["10.77.1.1"], since: 0, lastSeen: 5, ...change };
}

describe("rooms of all links", () => {
  it("put the nearest address first: IPv4 of our network, IPv6, link-local with its zone, the rest", () => {
    const addresses = ["172.16.0.1", "fe80::1", "fd77:1::1", "10.77.1.1"];
    const [room] = toRooms([{ at: ETH0, instances: [instance({ addresses })] }]);
    expect(room?.addresses).toEqual(
      ["10.77.1.1", "fd77:1::1", "fe80::1%eth0", "172.16.0.1"].map((address) => ({
        address,
        port: 2525,
        interface: "eth0",
      })),
    );
  });

  it("are one for one id, over several interfaces", () => {
    const rooms = toRooms([
      { at: ETH0, instances: [instance()] },
      { at: WLAN0, instances: [instance({ addresses: ["192.168.7.1"], lastSeen: 9 })] },
    ]);
    expect(rooms).toHaveLength(1);
    expect(rooms[0]?.lastSeen).toBe(9);
    expect(rooms[0]?.addresses.map((at) => at.interface)).toEqual(["eth0", "wlan0"]);
  });

  it("have the name that came last, and its word on the password", () => {
    const [room] = toRooms([
      {
        at: ETH0,
        instances: [
          instance({ instance: "New", since: 2, fields: { id: ID, keys: KEYS, password: true } }),
          instance({ instance: "Old", since: 1 }),
        ],
      },
    ]);
    expect(room).toMatchObject({ name: "New", password: true });
  });

  it("are two for one id with other keys, so that a lie cannot hide the truth", () => {
    const liar = instance({
      instance: "Club",
      fields: { id: ID, keys: `${"B".repeat(85)}A`, password: false },
    });
    expect(toRooms([{ at: ETH0, instances: [instance(), liar] }])).toHaveLength(2);
  });

  it("leave out addresses of strangers, and rooms that have no other", () => {
    const addresses = ["8.8.8.8", "127.0.0.1", "2001:db8::1"];
    expect(toRooms([{ at: ETH0, instances: [instance({ addresses })] }])).toEqual([]);
  });
});
