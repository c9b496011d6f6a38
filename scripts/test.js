// `npm test`: installs what the tests need, then runs everything: the checks and the tests of every project.
// Plain JavaScript without dependencies, for Node 20 and up.
// TEST_SUMMARY names a file that gets the closing line "N passed, N failed".

import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureBuilt } from "./build-web.js";
import { ensureInstalled, ROOT, run } from "./install.js";
import { ensureSystemTools } from "./system-tools.js";

const RESULTS = join(ROOT, "node_modules", ".cache", "partyline-tests.json");
const BINARIES = join(ROOT, "node_modules", ".bin");
/** `check` less its architecture tests, which are among the tests. */
const CHECKS = ["check:types", "check:style", "check:unused"];

try {
  ensureInstalled();
  ensureBuilt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  finish({ passed: 0, failed: 1, skipped: 0 });
}
ensureSystemTools();

const env = { ...process.env, PATH: `${BINARIES}${delimiter}${process.env.PATH}` };
const failedChecks = CHECKS.filter((name) => !run("npm", ["run", "--silent", name], { env }));
rmSync(RESULTS, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${RESULTS}`];
const ok = run("vitest", ["run", ...reporters], { env });
const tests = countTests(ok);

console.log();
for (const name of CHECKS) console.log(`${name}: ${failedChecks.includes(name) ? "FAILED" : "ok"}`);
finish({ ...tests, failed: tests.failed + failedChecks.length });

/**
 * What Vitest counted. A run that failed without a failing test (a file that does not load, an error outside
 * a test, no test at all) counts as one failure.
 * @param {boolean} ok whether Vitest exited with 0
 */
function countTests(ok) {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(RESULTS, "utf8"));
  const passed = results.numPassedTests;
  const failed = results.numFailedTests;
  const isSilentFailure = failed === 0 && (!ok || passed === 0);
  return {
    passed,
    failed: isSilentFailure ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts @returns {never} */
function finish({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  if (skipped > 0) console.log(`${skipped} tests were skipped; the reasons are above.`);
  console.log(line);
  if (process.env.TEST_SUMMARY) writeFileSync(process.env.TEST_SUMMARY, `${line}\n`);
  process.exit(failed > 0 ? 1 : 0);
}
