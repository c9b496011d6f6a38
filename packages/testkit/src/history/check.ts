/** Holds a recorded history to what the room protocol promises (P3.1, P4.3, P4.5, P4.6, P4.7, P4.11). */
import type { Finding, RoomHistory } from "./history.ts";
import { checkSaid } from "./said.ts";
import { checkSeen } from "./seen.ts";

/** Everything in `history` that breaks a promise; empty where it was kept:
 *  - lost: an acked message is not in the log;
 *  - doubled: a message is in the log twice, or an event was applied twice in a row of events;
 *  - reordered: an author's messages, the log, or what a member applied are not in order, or two members differ;
 *  - invented: the log holds a message that its author never said, or a member applied what the log does not hold;
 *  - skipped: the log has a hole, or a member applied past one without a break;
 *  - false-complete: a member claimed to have everything up to a seq that it had not applied;
 *  - ack-mismatch: an ack named another seq than the log does, or a refused message is in the log. */
export function checkHistory(history: RoomHistory): readonly Finding[] {
  return [...checkLog(history), ...checkSaid(history), ...checkSeen(history)];
}

function checkLog({ log, floor = 1 }: RoomHistory): Finding[] {
  const findings: Finding[] = [];
  const about = (kind: Finding["kind"], detail: string) => findings.push({ kind, member: "log", detail });
  log.forEach(({ seq, id }, index) => {
    const last = log[index - 1]?.seq;
    if (last === undefined) {
      if (seq !== floor) about("skipped", `the log begins at ${seq} and not at ${floor}`);
    } else if (seq === last) about("doubled", `seq ${seq} is there twice, again as ${id}`);
    else if (seq < last) about("reordered", `seq ${seq} stands behind ${last}`);
    else if (seq > last + 1) about("skipped", `seq ${last + 1} to ${seq - 1} are not in the log`);
  });
  return findings;
}
