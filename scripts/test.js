// `npm test`: installs what the tests need, then runs everything: the checks and the tests of every project.
// Plain JavaScript without dependencies, for Node 20 and up.
// TEST_SUMMARY names a file that gets the closing line "N passed, N failed".

import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureBuilt } from "./build-web.js";
import { ensureInstalled, ROOT } from "./install.js";
import { start } from "./start-process.js";
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
const checks = await Promise.all(CHECKS.map((name) => runCheck(name)));
const tests = await runTests(env);

console.log();
for (const { name, ok } of checks) console.log(`${name}: ${ok ? "ok" : "FAILED"}`);
for (const what of tests.troubles) console.log(`FAILED: ${what}`);
finish({ ...tests, failed: tests.failed + checks.filter(({ ok }) => !ok).length });

/** @param {string} name */
async function runCheck(name) {
  const { ok, text } = await start(["npm", "run", "--silent", name], { env, quiet: true });
  process.stdout.write(text);
  return { name, ok };
}

/** @param {{ passed: number, failed: number, skipped: number }} counts @returns {never} */
function finish({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  if (skipped > 0) console.log(`${skipped} tests were skipped; the reasons are above.`);
  console.log(line);
  if (process.env.TEST_SUMMARY) writeFileSync(process.env.TEST_SUMMARY, `${line}\n`);
  process.exit(failed > 0 ? 1 : 0);
}
