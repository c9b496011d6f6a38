/** What goes wrong: each kind with a name, a moment at which it begins, and one at which it is over. */
import type { Disk } from "./disk.ts";
import type { HostProgram } from "./host-program.ts";
import type { Machine } from "./machine.ts";
import type { MemberProgram } from "./member-program.ts";
import type { Network } from "./network.ts";
import type { Random } from "./random.ts";
import type { SwitchboardProgram } from "./switchboard-program.ts";

export interface Cast {
  readonly network: Network;
  readonly host: HostProgram;
  readonly switchboards: readonly SwitchboardProgram[];
  readonly members: readonly MemberProgram[];
}

type Program = HostProgram | SwitchboardProgram | MemberProgram;
/** Begins the fault; the answer ends it. */
type Begin = (cast: Cast, random: Random) => () => void;

const anyProgram = ({ host, switchboards, members }: Cast, random: Random): Program =>
  random.pick<Program>([host, host, ...switchboards, ...members]);

const restarted = (program: Program) => () => {
  if (!program.machine.up) program.boot();
};

/** Two machines between which there is traffic. */
function pair(cast: Cast, random: Random): [Machine, Machine] {
  const { host, switchboards, members } = cast;
  const member = random.pick(members).machine;
  const others = [host, ...switchboards].map(({ machine }) => machine);
  const board = switchboards.length > 0 && random.chance(0.3) ? random.pick(switchboards).machine : undefined;
  return board ? [host.machine, board] : [member, random.pick(others)];
}

const killed =
  (dark: boolean): Begin =>
  (cast, random) => {
    const program = anyProgram(cast, random);
    program.kill(dark);
    return restarted(program);
  };

const blocked =
  (bothWays: boolean): Begin =>
  (cast, random) => {
    const [a, b] = pair(cast, random);
    const ways: [Machine, Machine][] = bothWays
      ? [
          [a, b],
          [b, a],
        ]
      : [random.chance(0.5) ? [a, b] : [b, a]];
    for (const [from, to] of ways) cast.network.block(from, to, true);
    return () => {
      for (const [from, to] of ways) cast.network.block(from, to, false);
    };
  };

const disks = (cast: Cast): Disk[] => [
  cast.host.disk,
  cast.host.disk,
  ...cast.members.map(({ disk }) => disk),
];

const disk =
  (change: (disk: Disk, random: Random) => void): Begin =>
  (cast, random) => {
    const one = random.pick(disks(cast));
    const { delay } = one;
    change(one, random);
    return () => {
      one.trouble = undefined;
      one.failing = 1;
      one.delay = delay;
    };
  };

export const FAULTS = {
  kill: killed(false),
  "power-cut": killed(true),
  "orderly-restart": (cast, random) => {
    const program = anyProgram(cast, random);
    const { life, up } = program.machine;
    if (up) void program.close();
    return () => {
      // Whoever waits no longer for the end ends it.
      if (up && program.machine.life === life) program.kill(false);
      restarted(program)();
    };
  },
  "stand-still": (cast, random) => {
    const { machine } = anyProgram(cast, random);
    machine.stand(random.within(200, 40_000));
    return () => machine.goOn();
  },
  "cut-connections": (cast, random) => {
    const [a, b] = pair(cast, random);
    cast.network.cut(a, b);
    return () => {};
  },
  "no-way": blocked(true),
  "one-way": blocked(false),
  "slow-way": (cast, random) => {
    const [a, b] = pair(cast, random);
    const most = random.within(100, 3_000);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      cast.network.slow(from, to, [most / 10, most]);
    return () => {
      cast.network.slow(a, b);
      cast.network.slow(b, a);
    };
  },
  meddling: (cast, random) => {
    const [a, b] = pair(cast, random);
    const probability = random.pick([0.01, 0.05, 0.3]);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      if (random.chance(0.7)) cast.network.meddle(from, to, probability);
    return () => {
      cast.network.meddle(a, b, 0);
      cast.network.meddle(b, a, 0);
    };
  },
  /** Somebody on the way takes out frames, and changes none. */
  lossy: (cast, random) => {
    const [a, b] = pair(cast, random);
    const probability = random.pick([0.1, 0.3, 0.6]);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const)
      if (random.chance(0.7)) cast.network.meddle(from, to, probability, ["drop"]);
    return () => {
      cast.network.meddle(a, b, 0);
      cast.network.meddle(b, a, 0);
    };
  },
  /** Somebody on the way to a switchboard changes frames, or takes them out. */
  spoiled: ({ network, host, switchboards }, random) => {
    const board = random.pick(switchboards)?.machine;
    if (!board) return () => {};
    const [from, to] = random.chance(0.7) ? [host.machine, board] : [board, host.machine];
    network.meddle(from, to, random.pick([0.05, 0.2, 0.6]), random.pick([["flip"], ["drop"]]));
    return () => network.meddle(from, to, 0);
  },
  /** Somebody on the way takes out what comes next. */
  withheld: (cast, random) => {
    const [a, b] = pair(cast, random);
    const [from, to] = random.chance(0.5) ? [a, b] : [b, a];
    cast.network.withhold(from, to, random.pick([1, 1, 2, 5]));
    return () => cast.network.withhold(from, to, 0);
  },
  "disk-full": disk((one) => {
    one.trouble = "full";
  }),
  "disk-fails": disk((one, random) => {
    one.trouble = random.pick(["failing", "read-only"]);
    one.failing = random.pick([0.3, 1]);
  }),
  "disk-slow": disk((one, random) => {
    one.delay = [50, random.within(100, 1_500)];
  }),
  "clock-jump": (cast, random) => {
    const { machine } = anyProgram(cast, random);
    machine.skew += random.within(-86_400_000, 86_400_000);
    return () => {};
  },
  "lost-directory": (cast, random) => {
    const [board] = cast.switchboards;
    if (!board) return () => {};
    board.kill(random.chance(0.5));
    board.forget();
    return restarted(board);
  },
  /** The host's machine comes back at another address, which members learn in their own time. */
  moves: ({ network, host, members }, random) => {
    host.kill(true);
    host.move();
    return () => {
      restarted(host)();
      for (const member of members)
        network.world.in(random.next() * 3_000, "learns", () => member.learn(host.place));
    };
  },
  /** The host's disk is as it was some while ago. */
  restore: ({ host }, random) => {
    host.kill(random.chance(0.5));
    host.restore(random.pick([1, 3, 10, 30]));
    return restarted(host);
  },
} as const satisfies Record<string, Begin>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
