/** Who says and does what, and when. */
import type { Plan } from "./plans.ts";
import type { Stage } from "./stage.ts";
import type { World } from "./world.ts";

/** How long before the end of all faults somebody speaks as the last, in milliseconds: an undisturbed message is stored and
 *  heard by then. */
export const LAST_MS = 80;

export function scheduleTalk(world: World, { members, host }: Stage, plan: Plan): void {
  const random = world.random.fork("talk");
  const { troubledMs: untilMs } = plan;
  const [owner] = members;
  for (let i = 0; i < plan.kicks; i++)
    world.in(random.next() * untilMs, "kicks", () => owner?.kick(random.pick(members).idIn(host.roomId)));
  const last = random.pick(members);
  if (plan.lastWords) world.in(untilMs - LAST_MS, `${last.machine.name} talks`, () => last.say("last"));
  for (const member of members) {
    for (let i = random.within(1, plan.bursts); i > 0; i--) {
      const at = random.next() * untilMs;
      const count = random.pick(plan.burst);
      const filler = random.chance(plan.long) ? "x".repeat(random.within(1, 9_000)) : "";
      for (let j = 0; j < count; j++)
        world.in(at + j * random.pick([0, 0, 1, 30]), `${member.machine.name} talks`, () =>
          member.say(filler),
        );
    }
    for (let i = random.within(0, 3); i > 0; i--)
      world.in(random.next() * untilMs, "types", () => member.type(random.chance(0.5)));
    if (random.chance(0.2)) world.in(random.next() * untilMs, "renames", () => member.rename());
    if (random.chance(0.2)) world.in(random.next() * untilMs, "probes", () => member.probe());
  }
}
