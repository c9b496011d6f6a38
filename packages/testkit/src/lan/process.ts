import { type ChildProcess, spawn } from "node:child_process";
import { LanError } from "./errors.ts";
import { LineReader } from "./lines.ts";

/** How to start a process on a host. */
export interface SpawnOptions {
  /** Added to this process's own environment. */
  env?: Record<string, string>;
  cwd?: string;
  /** Written to its stdin, which is then closed; without it stdin stays open for {@link HostProcess.write}. */
  input?: string;
}

/** How a process ended: `code` is null when a signal ended it. */
export interface ExitStatus {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process that runs on a host of the LAN. */
export interface HostProcess {
  readonly pid: number;
  readonly stdout: LineReader;
  readonly stderr: LineReader;
  /** Resolves when the process has ended and its output is read to the end; never rejects. */
  readonly exit: Promise<ExitStatus>;
  write(text: string): void;
  /** Sends a signal, default SIGTERM; nothing happens when the process has ended. Resolves at its end. */
  kill(signal?: NodeJS.Signals): Promise<ExitStatus>;
}

/** Where processes can be run: what of a host its programs need. */
export interface ProcessPlace {
  /** The name of its network namespace, for `ip netns exec` by hand. */
  readonly namespace: string;
  /** Starts a command. */
  spawn(command: string, args: readonly string[], options?: SpawnOptions): HostProcess;
  /**
   * Runs a command to its end and gives its stdout.
   * @throws LanError COMMAND_FAILED for any exit code but 0.
   */
  run(command: string, args: readonly string[], options?: SpawnOptions): Promise<string>;
}

/** Starts a command inside a network namespace (`ip netns exec`, which becomes the command: same pid). */
export function spawnIn(
  namespace: string,
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): HostProcess {
  const label = `${namespace}: ${command} ${args.join(" ")}`;
  return start("ip", ["netns", "exec", namespace, command, ...args], options, label);
}

/** Starts a command on this machine itself, outside of any test network. */
export function spawnHere(command: string, args: readonly string[], options: SpawnOptions = {}): HostProcess {
  return start(command, args, options, `${command} ${args.join(" ")}`);
}

function start(command: string, args: readonly string[], options: SpawnOptions, label: string): HostProcess {
  const child = spawn(command, args, {
    env: { ...process.env, ...options.env },
    cwd: options.cwd,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const { stdin, stdout, stderr } = child;
  // A process that has ended may leave its input unread; that is its right.
  stdin.on("error", () => {});
  if (options.input !== undefined) stdin.end(options.input);
  const exit = exitOf(child);
  return {
    pid: child.pid ?? -1,
    stdout: new LineReader(stdout, `${label} (stdout)`),
    stderr: new LineReader(stderr, `${label} (stderr)`),
    exit,
    write: (text) => {
      stdin.write(text);
    },
    kill: (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return exit;
    },
  };
}

/**
 * Runs a command inside a network namespace to its end and gives what it wrote to stdout.
 * @throws LanError COMMAND_FAILED for any exit code but 0, with what it wrote to stderr.
 */
export async function runIn(
  namespace: string,
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const running = spawnIn(namespace, command, args, { input: "", ...options });
  const { code, signal } = await running.exit;
  if (code === 0) return running.stdout.lines.map((line) => `${line}\n`).join("");
  const said = running.stderr.lines.join("\n");
  throw new LanError("COMMAND_FAILED", `${command} ${args.join(" ")}: ended with ${code ?? signal}: ${said}`);
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

function exitOf(child: ChildProcess): Promise<ExitStatus> {
  return new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
    child.once("error", () => resolve({ code: 127, signal: null }));
  });
}
