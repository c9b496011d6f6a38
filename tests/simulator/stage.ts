/** The programs of one run, on their machines, as its plan wants them. */
import { publicKeysOf } from "@partyline/secure";
import type { Cast } from "./faults.ts";
import { HostProgram } from "./host-program.ts";
import { MemberProgram } from "./member-program.ts";
import { Network } from "./network.ts";
import type { Plan } from "./plans.ts";
import { SwitchboardProgram } from "./switchboard-program.ts";
import { Truth } from "./truth.ts";
import type { World } from "./world.ts";

export interface Stage extends Cast {
  readonly world: World;
  readonly truth: Truth;
}

const NAMES = ["Ann", "Bob", "Cyd", "Dee", "Eve"] as const;

export function stageOf(world: World, plan: Plan): Stage {
  const random = world.random.fork("stage");
  const network = new Network(world);
  const truth = new Truth();
  const switchboards = Array.from(
    { length: plan.switchboards },
    (_, at) => new SwitchboardProgram(network, `sb${at + 1}`, plan.board),
  );
  const member = (name: string, more: { of?: MemberProgram; tabOf?: MemberProgram } = {}) => {
    const readsEvery = random.chance(plan.reader) ? random.pick([1, 30, 400]) : undefined;
    return new MemberProgram(network, {
      name,
      via: plan.switchboards > 0 ? random.pick(plan.vias) : undefined,
      truth,
      readsEvery,
      all: plan.archive > 0,
      ...more,
    });
  };
  const members = NAMES.slice(0, plan.members).map((name) => member(name));
  const [owner, second] = members;
  if (owner && random.chance(plan.phone)) members.push(member("Phone", { of: owner }));
  if (second && random.chance(plan.tab)) members.push(member("Tab", { tabOf: second }));
  const host = new HostProgram(network, (room) => ({
    switchboards: switchboards.map(({ url }) => url),
    owner: owner?.idIn(room) ?? "",
    keepLast: plan.keepLast,
    limits: plan.host,
    page: plan.page,
    reads: plan.reads,
    truth,
  }));
  if (plan.archive > 0) host.archive(plan.archive);
  hold(world, { host, members, truth });
  for (const each of switchboards) each.boot();
  host.boot();
  for (let i = random.within(0, plan.keepLast === undefined ? 1 : 9); i > 0; i--)
    world.in(random.next() * plan.troubledMs, "prunes", () => host.prune());
  for (const each of members)
    world.in(random.chance(0.2) ? random.next() * plan.troubledMs : random.within(0, 3_000), "joins", () =>
      each.join({
        id: host.roomId,
        keys: publicKeysOf(host.keys),
        addresses: [host.place],
        switchboards: switchboards.map(({ url }) => url),
      }),
    );
  return { world, truth, network, host, switchboards, members };
}

/** Looks at what must hold at every moment. */
function hold(world: World, { host, members, truth }: Pick<Stage, "host" | "members" | "truth">): void {
  const byMachine = new Map(members.map((member) => [member.machine, member]));
  world.after = (machine) => {
    if (machine === host.machine) host.look();
    else byMachine.get(machine as MemberProgram["machine"])?.look();
  };
  host.log.stored = ({ client = "", n = 0, text }) => {
    const store = members.map(({ diary }) => diary.store).find((one) => one.owns(client));
    if (store && !store.wrote(client, n, text))
      host.errors.push(
        `unwritten: ${text.slice(0, 40)} is stored as ${n} of ${client}, whose disk has it not`,
      );
  };
  host.log.removed = (member, seq) => void truth.removals.push({ member, seq, at: world.now });
}
