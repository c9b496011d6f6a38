#!/usr/bin/env -S node --max-semi-space-size=8
// The flag: what passes through a host is short-lived, and by itself V8 would let its young heap grow to 130 MB before
// it collects. With 8 MiB a host stays tens of megabytes smaller and meets the same bars (bench/members.ts, bench/fanout.ts).
// Plain JavaScript, so that every Node can read it: it finds a Node that can run TypeScript sources.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

/** The first Node that strips types without a flag. */
const NEEDED = { major: 22, minor: 18 };
/** Tells the inner process that the one holding its IPC channel stands for it. */
const INNER = "PARTYLINE_INNER_PROCESS";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const isNewEnough = major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor);

if (isNewEnough) {
  endWithOuterProcess();
  hideKnownExperiments();
  module.enableCompileCache?.();
  await import("../src/main.ts");
} else {
  const node = findWorkspaceNode(dirname(fileURLToPath(import.meta.url)));
  if (node) runWith(node);
  else
    fail(`partyline needs Node ${NEEDED.major}.${NEEDED.minor} or newer; this is ${process.versions.node}.`);
}

/** @param {string} line */
function fail(line) {
  console.error(line);
  process.exitCode = 1;
}

/**
 * The Node that the workspace installed from npm.
 * @param {string} start the folder to look upwards from
 * @returns {string | undefined}
 */
function findWorkspaceNode(start) {
  const program = join("node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, program);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * Runs this same command with another Node, as if it were this process: same terminal, signals and exit code.
 * @param {string} node
 */
function runWith(node) {
  const env = { ...process.env, [INNER]: "1" };
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env,
  });
  // Ctrl-C in a terminal reaches the whole process group: sent on, it would be a second one to the child.
  const hasTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  process.on("SIGINT", () => void (hasTerminal || child.kill("SIGINT")));
  process.on("SIGTERM", () => void child.kill("SIGTERM"));
  process.on("SIGHUP", () => void child.kill("SIGHUP"));
  child.on("error", (error) => fail(`partyline could not start ${node}: ${error.message}`));
  // 128 + n is how a shell says "ended by signal n".
  child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** A killed outer process can forward nothing: its room must not stay open with nobody to close it. */
function endWithOuterProcess() {
  if (!process.env[INNER] || !process.channel) return;
  delete process.env[INNER];
  process.once("disconnect", () => process.kill(process.pid, "SIGKILL"));
  process.channel.unref();
}

/** Node 22 and 23 call type stripping and node:sqlite experiments; both are held by our tests. */
function hideKnownExperiments() {
  const emitWarning = /** @type {(...args: any[]) => void} */ (process.emitWarning);
  process.emitWarning = (/** @type {any[]} */ ...args) => {
    if (args[1] === "ExperimentalWarning" && /type stripping|sqlite/i.test(String(args[0]))) return;
    emitWarning.apply(process, args);
  };
}
