/** A whole run: its worlds by its schedule, some at a time. */
import { type LaneOptions, runWorld, type Told } from "./lane.ts";
import type { Options } from "./options.ts";
import { scheduleOf } from "./schedule.ts";
import type { Shims } from "./shim/shims.ts";

export interface Listeners {
  tell?: (result: Told) => void;
  note?: LaneOptions["note"];
}

/** Runs it, and gives every round in the order of its end. */
export async function runFaults(
  options: Omit<Options, "out">,
  shims: Shims,
  { tell = () => {}, note = () => {} }: Listeners = {},
): Promise<Told[]> {
  const began = Date.now();
  const results: Told[] = [];
  const next = scheduleOf({ ...options, without: missing(shims) }).values();
  const lane = async (): Promise<void> => {
    for (const plan of next) {
      if (Date.now() - began > options.minutes * 60_000) return;
      await runWorld(plan, {
        shims,
        messages: options.messagesPerRound,
        note,
        tell: (result) => {
          results.push(result);
          tell(result);
        },
      });
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
  return results;
}

function missing(shims: Shims): Set<"proxies" | "clocks" | "disk-shim"> {
  const without = new Set<"proxies" | "clocks" | "disk-shim">();
  if ("reason" in shims.disk) without.add("disk-shim");
  if ("reason" in shims.clock) without.add("clocks");
  return without;
}
