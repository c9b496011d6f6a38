// Runs Vitest so that the tests neither wait for nor meet each other: each integration file in a process and on a
// network of its own, a few at a time; then, one by one, those that listen for a given time; and all the while the unit
// tests, which stand back behind them. Plain JavaScript without dependencies, for Node 20 and up.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { ROOT } from "./install.js";
import { start } from "./start-process.js";

/** Most of their time the files wait: for a browser, a process, a network. */
const LANES = 5;
/**
 * A network with nobody else on it: every room and port that a file opens is its own. A pair of plugs, since not every
 * kernel has dummy interfaces; the other end has no address, so nobody takes it for a second network.
 */
const NETWORK = [
  "ip link set lo up",
  "ip link add eth0 type veth peer name plug",
  "ip link set plug addrgenmode none up",
  "ip addr add 10.99.0.1/24 dev eth0",
  "ip link set eth0 up",
].join(" && ");

/**
 * @typedef {{ passed: number, failed: number, skipped: number, troubles: string[] }} Counts
 *   `troubles` names each failing test and each run that failed without one
 */

/**
 * Runs all tests of all projects and prints what Vitest says.
 * @param {NodeJS.ProcessEnv} env with the workspace's programs in its PATH
 * @returns {Promise<Counts>}
 */
export async function runTests(env) {
  const folder = mkdtempSync(join(tmpdir(), "partyline-tests-"));
  /** @type {Counts} */
  const sum = { passed: 0, failed: 0, skipped: 0, troubles: [] };
  let runs = 0;
  /** @param {string[]} args @param {{ apart?: boolean, quiet?: boolean, nice?: number }} [how] */
  const vitest = async (args, { apart = false, quiet = false, nice = 0 } = {}) => {
    const results = join(folder, `${++runs}.json`);
    const all = [
      "vitest",
      "run",
      ...args,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${results}`,
    ];
    const { ok, text } = await start(apart ? onOwnNetwork(all) : all, { env, quiet, nice });
    process.stdout.write(text);
    add(sum, countTests(results, ok, args.join(" ")));
  };
  try {
    const apart = hasNetworks();
    const files = filesOf("integration", env);
    const lane = async () => {
      for (let file = files.shift(); file; file = files.shift())
        await vitest(["--project", "integration", file], { apart, quiet: true });
    };
    // Nobody waits for these; what waits for processes and pages goes first.
    const units = vitest(["--project", "architecture", "--project", "unit"], { nice: 5 });
    // On one network they would find each other's rooms: there they go one by one.
    await Promise.all(Array.from({ length: apart ? LANES : 1 }, lane));
    await vitest(["--project", "alone"]);
    await units;
    return sum;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether this process may make networks. */
const hasNetworks = () =>
  process.platform === "linux" && spawnSync("unshare", ["--net", "sh", "-c", NETWORK]).status === 0;

/** @param {string[]} command */
const onOwnNetwork = (command) => [
  "unshare",
  "--net",
  "sh",
  "-c",
  `${NETWORK} && exec "$@"`,
  "sh",
  ...command,
];

/**
 * The test files of a project, from the workspace's folder.
 * @param {string} project @param {NodeJS.ProcessEnv} env @returns {string[]}
 */
function filesOf(project, env) {
  const args = ["list", "--project", project, "--filesOnly", "--json"];
  const { stdout } = spawnSync("vitest", args, { cwd: ROOT, env, encoding: "utf8" });
  return JSON.parse(stdout).map((/** @type {{ file: string }} */ { file }) => relative(ROOT, file));
}

/** @param {Counts} sum @param {Counts} more */
function add(sum, more) {
  sum.passed += more.passed;
  sum.failed += more.failed;
  sum.skipped += more.skipped;
  sum.troubles.push(...more.troubles);
}

/**
 * What Vitest counted. A run that failed without a failing test (a file that does not load, an error outside
 * a test, no test at all) counts as one failure.
 * @param {string} path @param {boolean} ok whether Vitest exited with 0 @param {string} what
 * @returns {Counts}
 */
function countTests(path, ok, what) {
  /** @type {any} */
  let results;
  try {
    results = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, troubles: [`${what}: no result`] };
  }
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests, numTodoTests } = results;
  const troubles = results.testResults.flatMap((/** @type {any} */ { name, assertionResults }) =>
    assertionResults
      .filter((/** @type {any} */ { status }) => status === "failed")
      .map((/** @type {any} */ { fullName }) => `${relative(ROOT, name)}: ${fullName}`),
  );
  const isSilentFailure = failed === 0 && (!ok || passed + numPendingTests === 0);
  if (isSilentFailure) troubles.push(`${what}: failed outside of a test`);
  return { passed, failed: isSilentFailure ? 1 : failed, skipped: numPendingTests + numTodoTests, troubles };
}
