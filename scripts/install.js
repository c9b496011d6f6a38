// Brings node_modules in step with package-lock.json. It runs before anything is installed, so it is plain
// JavaScript for Node 20 and up, without dependencies.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

const NODE_PACKAGE = join(ROOT, "node_modules", "node");
const NODE_PROGRAM = join(NODE_PACKAGE, "bin", process.platform === "win32" ? "node.exe" : "node");

const CI_FAILED =
  "npm ci failed; its message is above. If packages are missing from the lock file: node scripts/complete-lock.js";

/**
 * Runs a command in the workspace with this terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {boolean} whether it exited with 0
 */
export function run(command, args, { cwd = ROOT, env = process.env } = {}) {
  // On Windows npm is a .cmd file, which only a shell can start.
  return (
    spawnSync(command, args, { cwd, env, stdio: "inherit", shell: process.platform === "win32" }).status === 0
  );
}

/**
 * Whether the installed tree holds what the lock asks for. `npm ci` and `npm install` leave a list of what
 * they installed in node_modules/.package-lock.json as their last step, so a broken-off install has none.
 * @param {Record<string, any>} locked "packages" of package-lock.json
 * @param {Record<string, any> | undefined} installed "packages" of node_modules/.package-lock.json
 */
export function isCurrent(locked, installed) {
  if (!installed) return false;
  return Object.entries(locked)
    .filter(([key, entry]) => key.startsWith("node_modules/") && !entry.optional)
    .every(([key, entry]) => installed[key] && installed[key].version === entry.version);
}

/** @param {string} name @returns {Record<string, any> | undefined} the "packages" of a lock file, if it is there */
function lockedPackages(name) {
  const path = join(ROOT, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}

/**
 * Installs what package-lock.json asks for, if it is not there yet.
 * @throws {Error} in one line, when npm could not
 */
export function ensureInstalled() {
  if (
    !isCurrent(lockedPackages("package-lock.json") ?? {}, lockedPackages("node_modules/.package-lock.json"))
  ) {
    console.log("Installing npm packages ...");
    // npm 9 and 10 answer an `engines` mismatch of the system's Node with a page of warnings: the packages run
    // on the workspace's own Node.
    if (!run("npm", ["ci", "--loglevel=error"])) throw new Error(CI_FAILED);
  }
  if (!existsSync(NODE_PROGRAM)) ensureNode();
}

/**
 * The `node` package fetches its program in an install script, which npm may have been told not to run
 * (ignore-scripts, or a npm 11 that wants a decision on each script). Then this runs it, and links node_modules/.bin/node.
 */
function ensureNode() {
  const fetched = run(process.execPath, ["installArchSpecificPackage.js"], { cwd: NODE_PACKAGE });
  if (fetched && existsSync(NODE_PROGRAM))
    run("npm", ["rebuild", "--ignore-scripts", "--loglevel=error", "node"]);
  else console.error(`No Node 24 for this system from npm: going on with ${process.version}.`);
}
