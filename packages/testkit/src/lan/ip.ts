import { execFileSync } from "node:child_process";
import { LanError } from "./errors.ts";

/**
 * Runs one short command to its end and gives its stdout.
 * Synchronous on purpose: building a network is a row of commands that take a millisecond each, and a
 * half-built network must not be seen by anybody.
 * @throws LanError COMMAND_FAILED with what the command wrote to stderr.
 */
export function runSync(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : String(cause);
    throw new LanError("COMMAND_FAILED", `${command} ${args.join(" ")}: ${said}`, { cause });
  }
}

/** `ip ARGS...` in the words of one line, e.g. `ip("link set eth0 up", "ns1")` inside the namespace ns1. */
export function ip(line: string, namespace?: string): string {
  const words = line.split(" ").filter((word) => word !== "");
  return runSync("ip", namespace === undefined ? words : ["-n", namespace, ...words]);
}

/** Sets kernel settings inside a namespace, e.g. `net.ipv6.conf.all.accept_dad=0`. */
export function sysctl(namespace: string, ...settings: string[]): void {
  runSync("ip", ["netns", "exec", namespace, "sysctl", "-qw", ...settings]);
}
