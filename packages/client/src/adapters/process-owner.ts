/** Which process holds something, so that what a dead one held can be taken over. */
import { readFileSync } from "node:fs";

/** When the process started, in clock ticks since boot (proc(5), /proc/pid/stat field 22); "" where that is not
 *  told. With it, a process that was given a dead one's number is not taken for it. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 2 is the command in parentheses and may hold anything, so count from behind it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

/** This process, as a text for `isAlive`. */
export const thisProcess = (): string => `${process.pid}:${startOf(process.pid)}`;

/** Whether the process behind such a text still runs. In doubt, it does. */
export function isAlive(owner: string): boolean {
  const [pid = "", start = ""] = owner.split(":");
  if (!/^[1-9]\d*$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = startOf(Number(pid));
  return now === "" || start === "" || now === start;
}
