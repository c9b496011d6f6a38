/** What disasters have in common: everybody talks, all is settled, copies are made and put back, the rest is judged. */
import { cpSync, rmSync } from "node:fs";
import { checkHistory, type LogRow } from "@partyline/testkit";
import type { Random } from "../random.ts";
import { settle } from "../round.ts";
import { readLog, readMembers } from "../world/history.ts";
import type { Driver } from "../world/programs.ts";
import { nameOf, type World } from "../world/world.ts";

/** All of `crew` say something, and it is stored and heard. */
export async function everybodyTalks(
  world: World,
  random: Random,
  messages: number,
  crew: readonly Driver[] = world.members,
): Promise<void> {
  const count = Math.ceil(messages / crew.length);
  for (const member of crew) member.do({ do: "talk", count, ms: 700, seed: random.between(1, 1e9) });
  await settle(world, crew);
}

/** Copies a folder as it is on the disk. Whoever writes there must be dead. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** Puts a copy in the place of a folder's content, and leaves the folder itself. */
export function putBack(copy: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(copy, folder, { recursive: true });
}

/** Where everybody stood, to judge what was seen after it. */
export interface Mark {
  readonly seen: number[];
  readonly said: number[];
  /** The log's last seq in which old and new agree. */
  readonly head: number;
  readonly lasts: number[];
}

/** Notes where everybody stands before the log becomes one that ends with `head`. */
export function mark(world: World, head: number): Mark {
  for (const life of world.lives) life.read();
  return {
    seen: world.lives.map(({ seen }) => seen.length),
    said: world.lives.map(({ said }) => said.length),
    lasts: world.lives.map(({ last }) => last),
    head,
  };
}

/**
 * Judges what came after `from`: the log is `log` now, and goes on behind `from.head` in another way than before. Whoever had
 * applied more than that was told (RESET or GAP) before it applied anything else; what was acked since is there; what
 * everybody applied since the telling is the log as it is.
 */
export function judge(world: World, from: Mark, log: readonly LogRow[]): string[] {
  const findings: string[] = [];
  for (const life of world.lives) life.read();
  const ids = readMembers(world.logFile);
  const members = world.lives.map((life, at) => {
    const { member, said, seen } = life.history(ids.get(nameOf(life.label)) ?? life.label);
    const since = seen.slice(from.seen[at]);
    const told = since.findIndex((step) => step.kind === "break" && step.code !== "START");
    const first = since.findIndex((step) => step.kind === "applied");
    // A program that was killed has what it kept, which may be a little less than what it had shown.
    const start = since.findLast(
      (step, index) => index < first && step.kind === "break" && step.code === "START",
    );
    const had = (start?.kind === "break" ? start.after : undefined) ?? from.lasts[at] ?? 0;
    if (had > from.head && first >= 0 && (told < 0 || told > first))
      findings.push(
        `untold: ${life.label}: had up to ${had}, the log went back to ${from.head}, and it applied ${JSON.stringify(since[first])} without RESET or GAP`,
      );
    // What was said before may be gone with the newer log, or still have been in an outbox: at most once, no more.
    const before = said.slice(0, from.said[at]).map(({ id }) => ({ id }));
    return { member, said: [...before, ...said.slice(from.said[at])], seen: since.slice(Math.max(0, told)) };
  });
  const told = checkHistory({ log, members });
  return [
    ...findings,
    ...told
      // An outbox that is older than the log says its own in its order, but maybe behind what it said since.
      .filter(
        ({ kind, detail }) =>
          !(kind === "reordered" && /was said after/.test(detail) && isOld(detail, from, world)),
      )
      .map(({ kind, member, detail }) => `${kind}: ${member}: ${detail}`),
  ];
}

function isOld(detail: string, from: Mark, world: World): boolean {
  const id = detail.split(" ")[0];
  return world.lives.some((life, at) => life.said.slice(0, from.said[at]).some((said) => said.id === id));
}

export const wholeLog = (world: World): LogRow[] => readLog(world.logFile);
