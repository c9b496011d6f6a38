/** What a run has shown, against all that was promised. */
import { checkHistory, type MemberHistory, type RoomHistory } from "@partyline/testkit";
import { ARCHIVIST } from "./log-disk.ts";
import { rowOf } from "./row.ts";
import type { Stage } from "./stage.ts";

export interface Ended {
  readonly stage: Stage;
  readonly history: RoomHistory;
  readonly rejected: readonly string[];
  /** Whether all was well again after the last fault, and a while later still. */
  readonly settled: boolean;
  readonly calm: boolean;
  /** Who was parted from while nothing was wrong. */
  readonly restless: readonly string[];
}

export async function historyOf({ host, members, truth }: Stage): Promise<RoomHistory> {
  const { first, events } = await host.log.rows();
  const rows = events.map(({ json }) => rowOf(host.log.eventOf(json)));
  const inLog = new Map(rows.map((row) => [row.id, row.seq]));
  /** What was acked by a log that is no more may be gone with it. */
  const forgiven = (history: MemberHistory): MemberHistory => ({
    ...history,
    said: history.said.map(({ acked, ...said }) => {
      const isGone = acked !== undefined && inLog.get(said.id) !== acked && truth.holds(said.id, acked);
      return acked === undefined || isGone ? said : { ...said, acked };
    }),
    // So may what a program had applied and not noted yet when it ended: its next life knows nothing of it.
    seen: history.seen.filter((step, at) => {
      if (step.kind === "break") return true;
      const isGone = step.kind === "complete-to" || inLog.get(step.id) !== step.seq;
      return !isGone || notedBehind(history, at) >= step.seq;
    }),
  });
  const histories = members.flatMap((member) => member.histories);
  const old = rows.filter(({ by }) => by === ARCHIVIST).map(({ id }) => ({ id }));
  if (old.length > 0) histories.push({ member: ARCHIVIST, said: old, seen: [] });
  return { log: rows, floor: first, members: truth.isForked ? histories.map(forgiven) : histories };
}

/** The least position with which a later life of the program of this history began. */
function notedBehind({ seen }: MemberHistory, at: number): number {
  const begins = seen
    .slice(at)
    .flatMap((step) => (step.kind === "break" && step.code === "START" ? [step] : []));
  return Math.min(...begins.map(({ after }) => after ?? 0));
}

export async function findingsOf({
  stage,
  history,
  rejected,
  settled,
  calm,
  restless,
}: Ended): Promise<string[]> {
  const { world, host, switchboards, members } = stage;
  if (calm) for (const { ear } of members) ear.end();
  return [
    ...checkHistory(history).map(({ kind, member, detail }) => `${kind}: ${member}: ${detail.slice(0, 300)}`),
    ...stage.truth.doubled.map((text) => `doubled: ${text.slice(0, 60)} was stored again`),
    ...untoward(stage, history),
    ...overheard(stage),
    ...forgotten(stage),
    ...(calm ? absent(stage) : []),
    ...restless.map((name) => `restless: ${name} was parted from while nothing was wrong`),
    ...members.flatMap(({ odd }) => odd.map((line) => `odd: ${line.slice(0, 300)}`)),
    ...members.flatMap(({ ear }) => ear.findings.map((line) => `told: ${line}`)),
    ...[host, ...switchboards].flatMap(({ errors }) => errors.map((line) => `error: ${line.slice(0, 600)}`)),
    ...world.thrown.map((line) => `thrown: ${line}`),
    ...rejected.map((line) => `rejected: ${line}`),
    ...(calm ? [] : stuck(stage, settled ? "slow" : "stuck")),
  ];
}

/** Where no copy of the log was put back, nobody is told that it is another one; what retention took is a gap. */
function untoward({ truth }: Stage, history: RoomHistory): string[] {
  if (truth.isForked) return [];
  const codes = (history.floor ?? 1) > 1 ? ["RESET"] : ["RESET", "GAP"];
  return history.members
    .filter(({ seen }) => seen.some((step) => step.kind === "break" && codes.includes(step.code)))
    .map(({ member }) => `reset: ${member} was told that the log is another one`);
}

/** Whoever was sent out can open nothing that was cast behind it by what they had been given before. */
function overheard({ truth, host, members }: Stage): string[] {
  // A copy that is put back counts its epochs anew, under other secrets.
  if (truth.isForked) return [];
  return truth.removals.flatMap(({ member, seq, at }) => {
    const held = new Set(
      members
        .filter((one) => one.idIn(host.roomId) === member)
        .flatMap(({ ear }) => ear.secrets.filter(({ letInAt }) => letInAt < at).map(({ epoch }) => epoch)),
    );
    const open = host.casts.find((cast) => cast.at >= at && cast.seq > seq && held.has(cast.epoch));
    return open
      ? [`overheard: ${member} was sent out at ${seq} and could open what was cast at ${open.seq}`]
      : [];
  });
}

/** What was written down to be sent is in a log, or its sender was told why not. */
function forgotten({ truth, members }: Stage): string[] {
  return members.flatMap((member) =>
    member.written.gone
      .filter((text) => !truth.holds(text, undefined) && !member.wasRefused(text))
      .map((text) => `forgotten: ${text.slice(0, 60)} was written down, is in no log and waits no more`),
  );
}

/** The room knows who is in it. */
function absent({ host, members }: Stage): string[] {
  const here = new Set(host.here);
  return members
    .filter((member) => !here.has(member.idIn(host.roomId)))
    .map(({ machine }) => `absent: ${machine.name} is live, and the room does not know it`);
}

function stuck({ host, members }: Stage, word: string): string[] {
  const { head } = host.log;
  return members
    .filter((member) => !member.isDone(head))
    .map((member) => `${word}: ${member.machine.name}: ${member.state}, ${member.backlog}, head ${head}`);
}
