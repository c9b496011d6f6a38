/** Older copies that are put back, and copies that run beside the original. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../random.ts";
import { check } from "../round.ts";
import { readLog } from "../world/history.ts";
import { hostProgram, type OpenRow } from "../world/programs.ts";
import { ROOM, URL_, type World } from "../world/world.ts";
import type { Disaster } from "./disaster.ts";
import { copyFolder, everybodyTalks, judge, mark, putBack, wholeLog } from "./talk.ts";

const roomFolder = (world: World): string => join(world.hostHome, "rooms", world.roomId);

/** Lets the room go on, and then puts back what it was before. Gives the head that it went back to. */
async function goBack(world: World, random: Random, messages: number): Promise<number> {
  const copy = join(world.folder, "older-room");
  await world.host.kill();
  copyFolder(roomFolder(world), copy);
  const head = readLog(world.logFile).at(-1)?.seq ?? 0;
  world.host.start();
  await everybodyTalks(world, random, messages);
  await world.host.kill();
  putBack(copy, roomFolder(world));
  return head;
}

export const COPIES: readonly Disaster[] = [
  {
    name: "restored-room",
    about: "an older copy of a room is put back: members who had more are told RESET",
    async run(world, random, messages) {
      const head = await goBack(world, random, messages / 2);
      const from = mark(world, head);
      world.host.start();
      await everybodyTalks(world, random, messages / 2);
      return judge(world, from, wholeLog(world));
    },
  },
  {
    name: "restored-room-overtaken",
    about:
      "the same, and members who were away come back when it has grown past what they had: told RESET as well",
    async run(world, random, messages) {
      const head = await goBack(world, random, messages / 3);
      const from = mark(world, head);
      const away = [world.members[2], world.members[4]].filter((one) => one !== undefined);
      await Promise.all(away.map((member) => member.kill()));
      world.host.start();
      const rest = world.members.filter((member) => !away.includes(member));
      await everybodyTalks(world, random, (messages * 2) / 3, rest);
      for (const member of away) member.start();
      await everybodyTalks(world, random, 60);
      return judge(world, from, wholeLog(world));
    },
  },
  {
    name: "restored-client",
    about: "an older copy of a member's data folder is put back, with numbers that were used since",
    async run(world, random, messages) {
      const member = world.members[random.between(0, world.members.length - 1)];
      if (!member) return [];
      const copy = join(world.folder, "older-client");
      await member.kill();
      copyFolder(member.options.home, copy);
      member.start();
      await everybodyTalks(world, random, messages / 2);
      await member.kill();
      putBack(copy, member.options.home);
      member.start();
      await everybodyTalks(world, random, messages / 2);
      // Numbers that the newer data had used: what is said under them is refused, and shown as such.
      return check(world).filter((finding) => !/^refused: .* with CONFLICT$/.test(finding));
    },
  },
  {
    name: "restored-directory",
    about:
      "an older copy of the switchboard's data is put back: the room is there again, and everything goes on",
    async run(world, random, messages) {
      const copy = join(world.folder, "older-directory");
      await world.board.kill();
      copyFolder(world.boardHome, copy);
      world.board.start();
      await everybodyTalks(world, random, messages / 2);
      await world.board.kill();
      putBack(copy, world.boardHome);
      world.board.start();
      await everybodyTalks(world, random, messages / 2);
      return check(world);
    },
  },
  {
    name: "lost-directory",
    about: "the switchboard's data is gone altogether, its key too",
    async run(world, random, messages) {
      await world.board.kill();
      rmSync(world.boardHome, { recursive: true, force: true });
      world.board.start();
      await everybodyTalks(world, random, messages);
      return check(world);
    },
  },
  {
    name: "two-hosts",
    about:
      "a copy of the room is opened on a second device while the first runs: nobody is told a mixture of the two",
    async run(world, random, messages) {
      const home = join(world.folder, "copy-host");
      await world.host.kill();
      copyFolder(world.hostHome, home);
      world.host.start();
      await everybodyTalks(world, random, messages / 4);
      const second = hostProgram(world.net.hosts.copy, {
        home,
        room: ROOM,
        url: URL_,
        env: {},
        name: "copy",
      });
      second.start();
      await second.row<OpenRow>(({ event }) => event === "open", "the copy");
      const far = world.members.filter(({ near }) => !near);
      for (const member of world.members)
        member.do({ do: "talk", count: Math.ceil(messages / 12), ms: 1_500, seed: random.between(1, 1e9) });
      await sleep(2_000);
      for (const member of far) member.do({ do: "probe" });
      await sleep(1_000);
      // The copy ends, and its log with it: what it acked meanwhile is its own and nobody else's.
      await second.kill();
      // The first was displaced at the switchboard, and said that it wants to be opened again.
      await world.host.kill();
      world.host.start();
      const other = readLog(join(home, "rooms", world.roomId, "log.db"));
      await everybodyTalks(world, random, messages / 4);
      return judgeTwo(world, other);
    },
  },
];

/** Between two breaks, everybody saw one of the two logs and never a mixture. */
function judgeTwo(world: World, other: ReturnType<typeof readLog>): string[] {
  const own = wholeLog(world);
  const findings: string[] = [];
  const logs = [own, other].map((log) => new Map(log.map(({ seq, id }) => [seq, id])));
  for (const life of world.lives) {
    life.read();
    let fits = logs.map(() => true);
    let last: number | undefined;
    for (const step of life.seen) {
      if (step.kind === "break") {
        fits = logs.map(() => true);
        last = undefined;
      }
      if (step.kind !== "applied") continue;
      fits = fits.map((fit, which) => fit && logs[which]?.get(step.seq) === step.id);
      if (last !== undefined && step.seq !== last + 1)
        findings.push(`skipped: ${life.label}: ${step.seq} after ${last}`);
      last = step.seq;
      if (!fits.includes(true)) {
        findings.push(
          `mixed: ${life.label}: ${step.id} at ${step.seq} belongs to another log than what came before it`,
        );
        break;
      }
    }
  }
  for (const [id, seq] of world.acked)
    if (logs.every((log) => log.get(seq) !== id))
      findings.push(`lost: ${id} was acked at ${seq} and is in neither log`);
  return findings;
}
