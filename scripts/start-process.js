// Starts a command of the workspace and waits for its end. Plain JavaScript without dependencies, for Node 20 and up.

import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { ROOT } from "./install.js";

/**
 * @param {string[]} command
 * @param {{ env: NodeJS.ProcessEnv, quiet?: boolean, nice?: number }} how
 *   `quiet`: its output is kept until it ends; `nice`: how far it stands back behind others, 0 to 19
 * @returns {Promise<{ ok: boolean, text: string }>} whether it exited with 0, and what it said if `quiet`
 */
export function start([program = "", ...args], { env, quiet = false, nice = 0 }) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env,
      // On Windows npm is a .cmd file, which only a shell can start.
      shell: process.platform === "win32",
      stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
    });
    if (child.pid !== undefined && nice > 0) setPriority(child.pid, nice);
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (/** @type {string} */ part) => {
        text += part;
      });
    child.on("error", (error) => resolve({ ok: false, text: `${text}${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, text }));
  });
}
