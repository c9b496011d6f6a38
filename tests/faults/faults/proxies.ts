/** What a chaos proxy does to TCP streams in the middle of a frame. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Mode, PASS } from "../proxy/words.ts";
import type { Random } from "../random.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

async function spoiled(world: World, random: Random, mode: Mode): Promise<void> {
  const proxies = random.shuffle(world.proxies).slice(0, random.between(1, world.proxies.length));
  for (const proxy of proxies) proxy.set(mode);
  await sleep(random.between(600, 2_200));
  for (const proxy of proxies) proxy.set(PASS);
}

const fault = (name: string, about: string, mode: (random: Random) => Mode): Fault => ({
  name,
  about,
  holds: ["proxies"],
  needs: "proxies",
  run: (world, random) => spoiled(world, random, mode(random)),
});

export const PROXIES: readonly Fault[] = [
  fault("delay", "every piece of a stream waits up to 100 ms", (random) => ({
    kind: "delay",
    ms: random.between(10, 100),
  })),
  fault("shred", "every frame comes in pieces of 1 to 40 bytes", (random) => ({
    kind: "shred",
    bytes: random.between(10, 40),
  })),
  fault("cut-in-mid-frame", "connections are reset behind half a frame", () => ({
    kind: "cut",
    chance: 0.1,
  })),
  fault("hold-one-way", "one direction stands still, the other goes on", (random) => ({
    kind: "hold",
    up: random.next() < 0.5,
  })),
  fault("flipped-bits", "bits are turned on the way", () => ({ kind: "flip", chance: 0.05 })),
];
