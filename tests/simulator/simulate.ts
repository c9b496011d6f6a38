/** One seed, one run: a room with its members, what goes wrong in it, and what came of it. */

import { LIMITS } from "@partyline/host";
import { decodeHostMessage, encodePage } from "@partyline/protocol";
import { publicKeysOf } from "@partyline/secure";
import type { SwitchboardLimits } from "@partyline/switchboard";
import { checkHistory, type RoomHistory } from "@partyline/testkit";
import { type Cast, FAULT_NAMES, FAULTS, type FaultName } from "./faults.ts";
import { HOST_ADDRESS, HostProgram } from "./host-program.ts";
import { MemberProgram, rowOf } from "./member-program.ts";
import { Network } from "./network.ts";
import { SwitchboardProgram } from "./switchboard-program.ts";
import { World } from "./world.ts";

export interface Run {
  readonly seed: number;
  /** Of everything that happened, in order. */
  readonly hash: string;
  /** What is not as promised; empty where all is well. */
  readonly findings: readonly string[];
  readonly messages: number;
  readonly acked: number;
  readonly events: number;
  readonly steps: number;
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  /** Milliseconds of simulated time from the end of the last fault until everybody was live and had everything. */
  readonly settledMs: number;
  /** Of a run in which one thing goes wrong: milliseconds from its end until what each member said at that moment was
   *  stored and had come back to them, the longest; undefined where nobody was in. */
  readonly liveAgainMs: number | undefined;
  readonly trace: readonly string[];
  readonly history: RoomHistory;
}

export interface RunOptions {
  /** Keeps the trace and the history, for a person to read. */
  readonly trace?: boolean;
}

/** How long it may take until all is well again, in milliseconds: the longest wait of a client or a trunk is 30 s, and
 *  one that was refused a place at a switchboard asks again within 90. */
const SETTLE_MS = 180_000;
/** How long the faults go on, from and up to. */
const TROUBLED_MS = [5_000, 60_000] as const;
/** In some runs: longer than a switchboard's ring and an idle trunk last. */
const LONG_MS = 400_000;
/** Budgets and queues so small that they are met. */
const TIGHT = {
  ...LIMITS,
  ...{
    sendBurst: 4,
    sendsPerSecond: 10,
    readBurst: 3,
    readsPerSecond: 5,
    commandBurst: 4,
    commandsPerSecond: 5,
  },
  ...{ behindFrames: 6, behindBytes: 96 * 1024, behindMs: 2_000, greeting: 1 },
};
/** The same for switchboards. */
const TIGHT_BOARD: Partial<SwitchboardLimits> = {
  ...{ clientFrames: { burst: 5, perSecond: 10 }, trunkFrames: { burst: 20, perSecond: 40 } },
  ...{ casts: { burst: 5, perSecond: 10 }, trunkWaiting: 20_000, clientUnsent: 30_000, rings: 10_000 },
};
const NAMES = ["Ann", "Bob", "Cyd", "Dee", "Eve"] as const;

export async function simulate(seed: number, options: RunOptions = {}): Promise<Run> {
  const world = new World(seed, options.trace);
  const rejected: string[] = [];
  const onRejected = (error: unknown) => void rejected.push(String((error as Error)?.stack ?? error));
  process.on("unhandledRejection", onRejected);
  try {
    return await run(world, seed, rejected);
  } finally {
    process.off("unhandledRejection", onRejected);
  }
}

async function run(world: World, seed: number, rejected: readonly string[]): Promise<Run> {
  const random = world.random.fork("plan");
  const network = new Network(world);
  const switchboards = Array.from(
    { length: random.pick([0, 1, 1, 1, 2]) },
    (_, at) => new SwitchboardProgram(network, `sb${at + 1}`, random.chance(0.3) ? TIGHT_BOARD : {}),
  );
  const vias =
    switchboards.length > 0 ? ([undefined, "direct", "switchboard"] as const) : (["direct"] as const);
  const members = NAMES.slice(0, random.within(2, NAMES.length)).map(
    (name) => new MemberProgram(network, { name, via: random.pick(vias) }),
  );
  const [owner] = members;
  if (owner && random.chance(0.2))
    members.push(new MemberProgram(network, { name: "Phone", via: random.pick(vias), of: owner }));
  const host = new HostProgram(network, (room) => ({
    switchboards: switchboards.map(({ url }) => url),
    owner: owner?.idIn(room) ?? "",
    keepLast: random.pick([undefined, undefined, undefined, 5, 30]),
    limits: random.chance(0.3) ? TIGHT : LIMITS,
  }));
  const cast: Cast = { network, host, switchboards, members };
  world.after = (machine) => members.find((member) => member.machine === machine)?.look();

  for (const each of switchboards) each.boot();
  host.boot();
  const [address = "", port = ""] = HOST_ADDRESS.split(":");
  const troubledMs = random.chance(0.05) ? LONG_MS : random.within(...TROUBLED_MS);
  for (let i = random.within(0, 2); i > 0; i--)
    world.in(random.next() * troubledMs, "prunes", () => host.prune());
  for (const member of members)
    world.in(random.chance(0.2) ? random.next() * troubledMs : random.within(0, 3_000), "joins", () =>
      member.join({
        id: host.roomId,
        keys: publicKeysOf(host.keys),
        addresses: [{ address, port: Number(port) }],
        switchboards: switchboards.map(({ url }) => url),
      }),
    );

  scheduleTalk(world, members, troubledMs, host.roomId);
  const faults = scheduleFaults(world, cast, troubledMs);
  let liveAgainMs: number | undefined;
  faults.onlyOneOver = () => {
    const overAt = world.now;
    for (const member of members) {
      const asked = member.ask();
      if (asked !== null)
        member.came = (text) => {
          if (text === asked) liveAgainMs = Math.max(liveAgainMs ?? 0, world.now - overAt);
        };
    }
  };
  await world.runUntil(troubledMs);
  for (const over of faults.endings) over();
  world.note("all faults are over");

  let head = -1;
  const isDone = () => members.every((member) => member.isDone(head));
  const headNow = async () => (await host.log.rows()).events.at(-1)?.seq ?? 0;
  const from = world.now;
  let settledAt: number | undefined;
  while (world.now < from + SETTLE_MS) {
    head = await headNow();
    await world.runUntil(Math.min(world.now + 500, from + SETTLE_MS), isDone);
    if (isDone() && head === (await headNow())) {
      settledAt = world.now;
      break;
    }
  }
  const history = await historyOf(host, members);
  return {
    seed,
    findings: findingsOf({ cast, world, history, rejected, head, settled: settledAt !== undefined }),
    messages: members.reduce((sum, { saidCount }) => sum + saidCount, 0),
    acked: members.reduce((sum, { acked }) => sum + acked, 0),
    events: history.log.length,
    steps: world.steps,
    faults: faults.counts,
    settledMs: (settledAt ?? world.now) - from,
    liveAgainMs,
    trace: world.lines,
    history,
    hash: world.hash(),
  };
}

function scheduleTalk(world: World, members: readonly MemberProgram[], untilMs: number, room: string): void {
  const random = world.random.fork("talk");
  const [owner] = members;
  const kicks = random.chance(0.25) ? random.within(1, 3) : 0;
  for (let i = 0; i < kicks; i++)
    world.in(random.next() * untilMs, "kicks", () => owner?.kick(random.pick(members).idIn(room)));
  for (const member of members) {
    const bursts = random.within(1, 6);
    for (let i = 0; i < bursts; i++) {
      const at = random.next() * untilMs;
      const count = random.chance(0.02) ? 60 : random.pick([1, 1, 2, 4, 12]);
      const filler = random.chance(0.1) ? "x".repeat(random.within(1, 9_000)) : "";
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

function scheduleFaults(world: World, cast: Cast, untilMs: number) {
  const random = world.random.fork("faults");
  const counts: Partial<Record<FaultName, number>> = {};
  const endings = new Set<() => void>();
  const planned = random.pick([0, 1, 1, 2, 3, 5, 9]);
  const faults = { counts, endings, onlyOneOver: () => {} };
  for (let i = planned; i > 0; i--) {
    const name = random.pick(FAULT_NAMES);
    const own = random.fork(`${i}`);
    const at = own.next() * untilMs;
    const ms = own.pick([10, 300, 3_000, 15_000, 40_000]) * (0.5 + own.next());
    world.in(at, name, () => {
      counts[name] = (counts[name] ?? 0) + 1;
      const end = FAULTS[name](cast, own);
      const over = () => {
        if (!endings.delete(over)) return;
        end();
        if (planned === 1) faults.onlyOneOver();
      };
      endings.add(over);
      world.in(ms, `end of ${name}`, over);
    });
  }
  return faults;
}

async function historyOf(host: HostProgram, members: readonly MemberProgram[]): Promise<RoomHistory> {
  const { first, events } = await host.log.rows();
  const rows = events.flatMap(({ json }) => {
    const page = decodeHostMessage(encodePage({ re: 0, first: 1, head: 1 }, [json]));
    return page.type === "page" ? page.events.map(rowOf) : [];
  });
  return { log: rows, floor: first, members: members.flatMap(({ histories }) => histories) };
}

interface Ended {
  readonly cast: Cast;
  readonly world: World;
  readonly history: RoomHistory;
  readonly rejected: readonly string[];
  readonly head: number;
  readonly settled: boolean;
}

function findingsOf({ cast, world, history, rejected, head, settled }: Ended): string[] {
  const { host, switchboards, members } = cast;
  // No run has another copy of the log; what retention took is a gap.
  const code = (history.floor ?? 1) > 1 ? ["RESET"] : ["RESET", "GAP"];
  const resets = history.members.filter(({ seen }) =>
    seen.some((step) => step.kind === "break" && code.includes(step.code)),
  );
  return [
    ...checkHistory(history).map(({ kind, member, detail }) => `${kind}: ${member}: ${detail.slice(0, 300)}`),
    ...resets.map(({ member }) => `reset: ${member} was told that the log is another one`),
    ...members.flatMap(({ odd }) => odd.map((line) => `odd: ${line.slice(0, 300)}`)),
    ...[host, ...switchboards].flatMap(({ errors }) => errors.map((line) => `error: ${line.slice(0, 600)}`)),
    ...world.thrown.map((line) => `thrown: ${line}`),
    ...rejected.map((line) => `rejected: ${line}`),
    ...(settled
      ? []
      : members
          .filter((member) => !member.isDone(head))
          .map(
            (member) => `stuck: ${member.machine.name}: ${member.state}, ${member.backlog}, head ${head}`,
          )),
  ];
}
