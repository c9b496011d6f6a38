// `npm test`: installs what the tests need, then runs everything: the checks and the tests of every project.
// Plain JavaScript without dependencies, for Node 20 and up.
// TEST_SUMMARY names a file that gets the closing line "N passed, N failed".

import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureBuilt } from "./build-web.js";
import { ensureInstalled, ROOT, run } from "./install.js";
import { ensureSystemTools } from "./system-tools.js";
import { runTests } from "./test-lanes.js";

const BINARIES = join(ROOT, "node_modules", ".bin");
/** `check` less its architecture tests, which are among the tests. */
const CHECKS = ["check:types", "check:style", "check:unused"];

try {
  ensureInstalled();
  await ensureBuilt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  finish({ passed: 0, failed: 1, skipped: 0 });
}
ensureSystemTools();

const env = { ...process.env, PATH: `${BINARIES}${delimiter}${process.env.PATH}` };
const failedChecks = CHECKS.filter((name) => !run("npm", ["run", "--silent", name], { env }));
const tests = await runTests(env);

console.log();
for (const name of CHECKS) console.log(`${name}: ${failedChecks.includes(name) ? "FAILED" : "ok"}`);
for (const what of tests.troubles) console.log(`FAILED: ${what}`);
finish({ ...tests, failed: tests.failed + failedChecks.length });

/** @param {{ passed: number, failed: number, skipped: number }} counts @returns {never} */
function finish({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  if (skipped > 0) console.log(`${skipped} tests were skipped; the reasons are above.`);
  console.log(line);
  if (process.env.TEST_SUMMARY) writeFileSync(process.env.TEST_SUMMARY, `${line}\n`);
  process.exit(failed > 0 ? 1 : 0);
}
