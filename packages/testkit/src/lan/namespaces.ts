import { ip } from "./ip.ts";
import { isAlive } from "./process.ts";

/** Every namespace of ours is `pltest-<pid of the run>-<number of the LAN in the run>-<host>`. */
const PREFIX = "pltest";
const OURS = new RegExp(`^${PREFIX}-(\\d+)-`);

let lansMade = 0;
let swept = false;

/** A fresh prefix for the namespaces of one LAN, unique on this machine. */
export function nextPrefix(): string {
  lansMade += 1;
  return `${PREFIX}-${process.pid}-${lansMade}`;
}

/** Makes a namespace with `lo` up and IPv6 addresses usable at once. */
export function addNamespace(name: string): void {
  ip(`netns add ${name}`);
  ip("link set lo up", name);
}

/** Kills what still runs in a namespace and removes it; one that is already gone is fine. */
export function deleteNamespace(name: string): void {
  if (!listNamespaces().includes(name)) return;
  for (const pid of ip(`netns pids ${name}`).split("\n").filter(Boolean)) {
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It ended between the listing and the kill.
    }
  }
  ip(`netns delete ${name}`);
}

/** Removes, once per process, the namespaces that runs which no longer exist have left behind. */
export function sweepLeftovers(): void {
  if (swept) return;
  swept = true;
  for (const name of listNamespaces()) {
    const pid = OURS.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) deleteNamespace(name);
  }
}

/** The names of all namespaces on this machine, ours or not. */
export function listNamespaces(): string[] {
  return ip("netns list")
    .split("\n")
    .map((line) => line.split(" ")[0] ?? "")
    .filter((name) => name !== "");
}
