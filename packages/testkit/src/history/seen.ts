/** What each member applied, against the log and against what the others applied. */
import type { Finding, LogRow, MemberHistory, RoomHistory, Seen } from "./history.ts";

export function checkSeen({ log, members, floor = 1 }: RoomHistory): Finding[] {
  const truth = { rows: new Map(log.map((row) => [row.seq, row])), floor };
  /** Events from before the log's floor: the first who applied one says what it was. */
  const older = new Map<number, LogRow>();
  return members.flatMap((member) => checkOne(member, truth, older));
}

function checkOne(
  { member, seen }: MemberHistory,
  { rows, floor }: { rows: ReadonlyMap<number, LogRow>; floor: number },
  older: Map<number, LogRow>,
): Finding[] {
  const findings: Finding[] = [];
  const about = (kind: Finding["kind"], detail: string) => findings.push({ kind, member, detail });
  // Before its last RESET a member heard another log, or a later copy of this one: there is nothing to hold it to.
  const lastReset = seen.findLastIndex((step) => step.kind === "break" && step.code === "RESET");
  /** The last seq of the run without holes; undefined where any may be next. */
  let last: number | undefined;
  const apply = ({ seq, id, by }: LogRow, index: number): void => {
    if (last !== undefined && seq <= last)
      about(seq === last ? "doubled" : "reordered", `${id} at ${seq} was applied after ${last}`);
    if (last !== undefined && seq > last + 1)
      about("skipped", `${last + 1} to ${seq - 1} were not applied before ${id} at ${seq}`);
    last = Math.max(seq, last ?? 0);
    if (index < lastReset) return;
    const known = seq < floor ? older.get(seq) : rows.get(seq);
    if (known === undefined) {
      if (seq < floor) older.set(seq, { seq, id, by });
      else about("invented", `${id} was applied at ${seq}, where the log has nothing`);
    } else if (known.id !== id || known.by !== by)
      about("reordered", `${id} by ${by} was applied at ${seq}, where ${known.id} by ${known.by} is`);
  };
  seen.forEach((step: Seen, index) => {
    switch (step.kind) {
      case "applied":
        apply(step, index);
        break;
      case "break":
        last = step.code === "START" ? step.after : undefined;
        break;
      case "complete-to":
        if (step.seq > (last ?? 0)) about("false-complete", `up to ${step.seq}, applied up to ${last ?? 0}`);
    }
  });
  return findings;
}
