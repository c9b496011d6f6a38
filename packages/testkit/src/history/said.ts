/** What was said, against the log: stored exactly once where acked, at most once where not, in the author's order. */
import type { Finding, LogRow, MemberHistory, RoomHistory } from "./history.ts";

/** Events other than messages, by which `id` tells them. */
const OTHERS = /^(join|rename|room|kick|ban|unban|unknown):/;

export function checkSaid({ log, members, floor = 1 }: RoomHistory): Finding[] {
  const findings: Finding[] = [];
  const places = new Map<string, LogRow[]>();
  for (const row of log) if (!OTHERS.test(row.id)) places.set(row.id, [...(places.get(row.id) ?? []), row]);
  const saidBy = new Map<string, Set<string>>();
  for (const { member, said } of members) {
    const ids = saidBy.get(member) ?? new Set();
    saidBy.set(member, ids);
    for (const { id } of said) ids.add(id);
  }
  for (const [id, rows] of places) {
    const by = rows[0]?.by ?? "";
    if (rows.length > 1)
      findings.push({ kind: "doubled", member: by, detail: `${id} is at ${seqsOf(rows)} of the log` });
    if (!saidBy.get(by)?.has(id))
      findings.push({ kind: "invented", member: by, detail: `${id} at ${rows[0]?.seq} was never said` });
  }
  for (const member of members) findings.push(...checkOne(member, places, floor));
  return findings;
}

function checkOne(
  { member, said }: MemberHistory,
  places: ReadonlyMap<string, readonly LogRow[]>,
  floor: number,
): Finding[] {
  const findings: Finding[] = [];
  const about = (kind: Finding["kind"], detail: string) => findings.push({ kind, member, detail });
  let before: { id: string; seq: number } | undefined;
  for (const { id, acked, refused } of said) {
    const rows = places.get(id) ?? [];
    const seq = rows[0]?.seq;
    if (refused !== undefined && seq !== undefined)
      about("ack-mismatch", `${id} was refused with ${refused} and is at ${seq}`);
    if (acked !== undefined && seq === undefined && acked >= floor)
      about("lost", `${id} was acked at ${acked} and is not in the log`);
    if (acked !== undefined && seq !== undefined && !rows.some((row) => row.seq === acked))
      about("ack-mismatch", `${id} was acked at ${acked} and is at ${seqsOf(rows)}`);
    if (seq === undefined) continue;
    if (before && seq < before.seq)
      about("reordered", `${id} at ${seq} was said after ${before.id} at ${before.seq}`);
    before = { id, seq };
  }
  return findings;
}

const seqsOf = (rows: readonly LogRow[]): string => rows.map(({ seq }) => seq).join(", ");
