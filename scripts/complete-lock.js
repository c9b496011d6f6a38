// npm leaves an optional platform package out of package-lock.json when the registry in use did not answer
// for it, and from then on `npm ci` refuses the whole lock ("Missing: ... from lock file"). This adds those
// entries, so that the lock is complete for every platform: the version is the one its parent pins.
// An entry made here has no integrity; npm adds it the next time it fetches the package.
// Run after `npm install` has changed the lock: node scripts/complete-lock.js

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LOCK = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];
const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/**
 * The platform that a package's name tells of: "@x/y-linux-x64-musl" is linux, x64, musl.
 * @param {string} name
 * @returns {{ os?: string[], cpu?: string[], libc?: string[] }}
 */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  const libc = words.includes("musl")
    ? ["musl"]
    : os[0] === "linux" && words.includes("gnu")
      ? ["glibc"]
      : [];
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(libc.length > 0 && { libc }),
  };
}

/**
 * The optional packages that the lock's entries ask for and that have no entry themselves.
 * @param {Record<string, any>} packages the lock's "packages" table
 * @returns {{ key: string, entry: Record<string, unknown> }[]}
 */
export function missingOptional(packages) {
  const missing = [];
  for (const [parentKey, parent] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`;
      if (packages[key] || packages[`${parentKey}/${key}`] || !EXACT_VERSION.test(version)) continue;
      const { os, cpu, libc } = platformOf(name);
      const dev = parent.dev ? true : undefined;
      // In npm's order, so that npm's next write moves nothing; JSON leaves out what is undefined.
      missing.push({ key, entry: { version, cpu, dev, libc, optional: true, os } });
    }
  }
  return missing;
}

function main() {
  const lock = JSON.parse(readFileSync(LOCK, "utf8"));
  const missing = missingOptional(lock.packages);
  for (const { key, entry } of missing) lock.packages[key] = entry;
  // Sorted as npm sorts, so that npm's next write changes nothing else.
  const keys = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(keys.map((key) => [key, lock.packages[key]]));
  if (missing.length > 0) writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} platform packages added.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
