/** Files that are torn, cut short or overwritten while the host is down. */
import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../random.ts";
import { readLog } from "../world/history.ts";
import { COMMAND, type OpenRow } from "../world/programs.ts";
import { ROOM, type World } from "../world/world.ts";
import type { Disaster } from "./disaster.ts";
import { copyFolder, everybodyTalks, judge, mark, putBack, wholeLog } from "./talk.ts";

/** What SQLite puts in front of a WAL, and of each frame in it (https://sqlite.org/fileformat2.html#walformat). */
const WAL_HEADER = 32;
const FRAME_HEADER = 24;

/** Changes a file's bytes; `change` gets its descriptor and size. */
function alter(path: string, change: (fd: number, size: number) => void): void {
  const fd = openSync(path, "r+");
  try {
    change(fd, fstatSync(fd).size);
  } finally {
    closeSync(fd);
  }
}

const noise = (random: Random, size: number): Buffer =>
  Buffer.from(Array.from({ length: size }, () => random.between(0, 255)));

/** The log as it can be read of a copy of these files, as SQLite itself recovers it. */
function recoverable(world: World): { head: number } {
  const copy = join(world.folder, "damaged-copy");
  copyFolder(dirname(world.logFile), copy);
  return { head: readWritable(join(copy, "log.db")) };
}

function readWritable(file: string): number {
  return readLog(file).at(-1)?.seq ?? 0;
}

/** The host on a damaged file either opens what verifies of it, or says what is damaged and touches nothing. */
async function startDamaged(world: World): Promise<"open" | { code: number | null; said: string }> {
  const started = world.host.start();
  const open = world.host
    .row<OpenRow>(({ event }) => event === "open", "the room", 20_000)
    .then(
      () => "open" as const,
      () => undefined,
    );
  const ended = started.exit.then(({ code }) => ({ code, said: started.stderr.lines.join(" | ") }));
  const result = await Promise.race([open, ended]);
  return result ?? ended;
}

export const DAMAGE: readonly Disaster[] = [
  {
    name: "torn-wal",
    about: "the WAL ends in the middle of a frame: what was committed before it is there",
    async run(world, random, messages) {
      await everybodyTalks(world, random, messages / 2);
      await world.host.kill();
      alter(`${world.logFile}-wal`, (fd, size) => {
        const frames = Math.max(1, Math.floor((size - WAL_HEADER) / (4_096 + FRAME_HEADER)));
        const keep = random.between(Math.floor(frames / 2), frames - 1);
        ftruncateSync(fd, WAL_HEADER + keep * (4_096 + FRAME_HEADER) + random.between(1, 4_000));
      });
      return goesOn(world, random, messages);
    },
  },
  {
    name: "overwritten-wal",
    about: "noise over a part of the WAL: what was committed before it is there",
    async run(world, random, messages) {
      await everybodyTalks(world, random, messages / 2);
      await world.host.kill();
      alter(`${world.logFile}-wal`, (fd, size) => {
        const length = Math.min(512, size - WAL_HEADER);
        writeSync(fd, noise(random, length), 0, length, random.between(Math.floor(size / 2), size - length));
      });
      return goesOn(world, random, messages);
    },
  },
  {
    name: "torn-database",
    about:
      "noise over pages of the database: it says that it is damaged, and changes nothing; a backup goes on",
    run: (world, random, messages) =>
      damaged(world, random, messages, (fd, size) => {
        for (let i = 0; i < 12; i++) {
          const page = random.between(1, Math.max(1, Math.floor(size / 4_096) - 1));
          writeSync(fd, noise(random, 2_048), 0, 2_048, page * 4_096);
        }
      }),
  },
  {
    name: "truncated-database",
    about:
      "the database is cut off in the middle: it says that it is damaged, and changes nothing; a backup goes on",
    run: (world, random, messages) =>
      damaged(world, random, messages, (fd, size) =>
        ftruncateSync(fd, random.between(1, Math.floor(size / 4_096) - 1) * 4_096 - random.between(0, 2_000)),
      ),
  },
  {
    name: "lost-header",
    about:
      "the first page of the database is noise: it says that it is damaged, and changes nothing; a backup goes on",
    run: (world, random, messages) =>
      damaged(world, random, messages, (fd) => writeSync(fd, noise(random, 4_096), 0, 4_096, 0)),
  },
];

async function goesOn(world: World, random: Random, messages: number): Promise<string[]> {
  const { head } = recoverable(world);
  const from = mark(world, head);
  const start = await startDamaged(world);
  if (start !== "open") return [`refused: a room whose WAL is damaged did not open: ${start.said}`];
  await everybodyTalks(world, random, messages / 2);
  return judge(world, from, wholeLog(world));
}

/** Damages the database itself. It must be said, and never be served; a copy from before is put back then. */
async function damaged(
  world: World,
  random: Random,
  messages: number,
  change: (fd: number, size: number) => void,
): Promise<string[]> {
  await everybodyTalks(world, random, messages / 3);
  await world.host.kill();
  const folder = dirname(world.logFile);
  const backup = join(world.folder, "backup");
  copyFolder(folder, backup);
  const head = readLog(world.logFile).at(-1)?.seq ?? 0;
  // All into the database, so that the damage is in what counts.
  world.host.start();
  await everybodyTalks(world, random, messages / 3);
  const { exit } = world.host.running;
  world.host.signal("SIGINT");
  await exit;
  alter(world.logFile, change);
  const before = contentOf(world.logFile);
  const findings: string[] = [];
  const start = await startDamaged(world);
  if (start === "open") findings.push(...(await servesDamage(world, random)));
  else if (start.code !== 1 || !/damaged/i.test(start.said))
    findings.push(`unsaid: ended with ${start.code} and said ${start.said || "nothing"}`);
  else if (!contentOf(world.logFile).equals(before))
    findings.push("changed: the damaged file is not as it was");
  const stray = readdirSync(folder);
  await world.host.kill();
  putBack(backup, folder);
  const from = mark(world, head);
  world.host.start();
  await everybodyTalks(world, random, messages / 3);
  if (findings.length > 0) findings.push(`in the folder: ${stray.join(" ")}`);
  return [...findings, ...judge(world, from, wholeLog(world))];
}

/** It opened, for no page that it needs at once is noise. Then whoever reads there is told, or `partyline verify` says it. */
async function servesDamage(world: World, random: Random): Promise<string[]> {
  for (const member of world.members)
    member.do({ do: "talk", count: 20, ms: 200, seed: random.between(1, 1e9) });
  const said = await world.host.running.stderr
    .waitFor((line) => /damaged/i.test(line), { deadline: 3_000 })
    .catch(() => undefined);
  if (said !== undefined) return [];
  const { exit } = world.host.running;
  world.host.signal("SIGINT");
  await exit;
  const verify = world.host.place.spawn(process.execPath, [
    ...[COMMAND, "verify", ROOM, "--home", world.hostHome],
  ]);
  const { code } = await verify.exit;
  const lines = verify.stderr.lines.join(" | ");
  if (code === 1 && /damaged/i.test(lines)) return [];
  return [
    `unsaid: a damaged database was opened, and verify ended with ${code} and said ${lines || "nothing"}`,
  ];
}

function contentOf(file: string): Buffer {
  const fd = openSync(file, "r");
  try {
    const content = Buffer.alloc(fstatSync(fd).size);
    readSync(fd, content, 0, content.length, 0);
    return content;
  } finally {
    closeSync(fd);
  }
}
