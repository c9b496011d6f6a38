/** Every measurement, one after the other; exits with 1 where a bar is missed. Run: npm run bench */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

for (const name of ["fanout", "members", "log", "listing", "relay", "uplink", "bulk", "comeback", "gui"]) {
  const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const { status } = spawnSync(process.execPath, [path], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
