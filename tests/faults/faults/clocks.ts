/** The time of day jumps (libfaketime); timers do not. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.ts";
import type { Controls } from "../shim/shims.ts";
import type { World } from "../world/world.ts";
import type { Fault } from "./fault.ts";

const MINUTE = 60;
const JUMPS = [-7 * 86_400, -3_600, -90, -5, 5, 90, 3_600, 7 * 86_400, 400 * 86_400];

/** There, and after a while to somewhere else: half of the time to the truth. */
async function jump(controls: readonly Controls[], random: Random): Promise<void> {
  const to = random.pick(JUMPS);
  for (const one of controls) one.clock(to + random.between(-MINUTE, MINUTE));
  // A program sees the jump within a second.
  await sleep(random.between(1_200, 2_000));
  const then = random.next() < 0.5 ? 0 : random.pick(JUMPS);
  for (const one of controls) one.clock(then);
  await sleep(1_100);
}

const fault = (name: string, about: string, who: (world: World, random: Random) => Controls[]): Fault => ({
  name,
  about,
  holds: ["clocks"],
  needs: "clocks",
  run: (world, random) => jump(who(world, random), random),
});

export const CLOCKS: readonly Fault[] = [
  fault("clock-host", "the host's clock jumps by 5 s to 400 days, forward or back", ({ controls }) => [
    controls.host,
  ]),
  fault("clock-switchboard", "the switchboard's clock jumps", ({ controls }) => [controls.board]),
  fault("clock-clients", "the clocks of all members jump", ({ controls }) => {
    const { near1, near2, near3, far1, far2, far3 } = controls;
    return [near1, near2, near3, far1, far2, far3];
  }),
];
