/** When what goes wrong: at any time, or at the moment that is worst. */
import { type Cast, FAULTS, type FaultName } from "./faults.ts";
import type { Plan } from "./plans.ts";
import type { Random } from "./random.ts";
import { LAST_MS } from "./talk.ts";
import type { World } from "./world.ts";

export interface Schedule {
  readonly counts: Partial<Record<FaultName, number>>;
  /** Called when the fault of a plan with just one is over. */
  onlyOneOver: () => void;
  /** Ends whatever is still wrong. */
  end(): void;
}

/** What the trace says at each step of a message's way to the log. */
const ON_WAY: readonly ((member: string) => string)[] = [
  (member) => `${member} talks`,
  (member) => `${member} pending`,
  (member) => `${member} disk`,
  (member) => `${member} synced`,
  (member) => `${member}>`,
  () => "host disk",
  () => "host disk",
  () => "host synced",
  (member) => `>${member}`,
];
/** The same, of what follows, and of coming back. */
const MOMENTS: typeof ON_WAY = [
  ...ON_WAY,
  (member) => `${member} acked`,
  (member) => `${member} events`,
  (member) => `${member} is {"kind":"connecting"`,
  // Three times, for the page that follows is nobody's question.
  ...Array(3).fill((member: string) => `${member} is {"kind":"catching-up"`),
  (member) => `${member} is {"kind":"live"`,
];
/** Milliseconds from the moment to the fault. */
const DELAYS = [0, 0.005, 0.3, 2, 8, 25] as const;

export function scheduleFaults(world: World, cast: Cast, plan: Plan): Schedule {
  const random = world.random.fork("faults");
  const counts: Partial<Record<FaultName, number>> = {};
  const endings = new Set<() => void>();
  const isOnlyOne = plan.faults + plan.aimed === 1 && !plan.lastWords;
  let isOver = false;
  const begin = (name: FaultName, on: Cast, own: Random): void => {
    if (isOver) return;
    counts[name] = (counts[name] ?? 0) + 1;
    const end = FAULTS[name](on, own);
    const over = () => {
      if (!endings.delete(over)) return;
      end();
      if (isOnlyOne) schedule.onlyOneOver();
    };
    endings.add(over);
    world.in(own.pick([10, 300, 3_000, 15_000, 40_000]) * (0.5 + own.next()), `end of ${name}`, over);
  };
  for (let i = plan.faults; i > 0; i--) {
    const own = random.fork(`${i}`);
    const name = own.pick(plan.kinds);
    world.in(own.next() * plan.troubledMs, name, () => begin(name, cast, own));
  }
  for (let i = plan.aimed; i > 0; i--) {
    const own = random.fork(`aimed ${i}`);
    const name = own.pick(plan.aims);
    const member = own.pick(cast.members);
    const sign = own.pick(plan.isOnWay ? ON_WAY : MOMENTS)(member.machine.name);
    const delay = own.pick(DELAYS);
    // Armed at some time, and then at the first such moment.
    world.in(own.next() * plan.troubledMs, "aims", () =>
      world.once(sign, () => world.in(delay, name, () => begin(name, { ...cast, members: [member] }, own))),
    );
  }
  if (plan.lastWords)
    world.in(plan.troubledMs - LAST_MS, "withheld", () => begin("withheld", cast, random.fork("last")));
  const schedule: Schedule = {
    counts,
    onlyOneOver: () => {},
    end() {
      isOver = true;
      for (const over of endings) over();
    },
  };
  return schedule;
}
