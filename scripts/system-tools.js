// The system programs that some tests drive. Plain JavaScript without dependencies, for Node 20 and up.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./install.js";

/**
 * A Debian package (or several, with spaces between), a program that shows that it is there, and what the tests
 * need it for. A new need is a new row.
 * @typedef {{ package: string, program: string, reason: string }} Tool
 */

/** @type {readonly Tool[]} */
const TOOLS = [
  { package: "iproute2", program: "ip", reason: "builds networks of namespaces for the LAN tests" },
  { package: "nftables", program: "nft", reason: "cuts and slows links in those networks" },
  {
    package: "avahi-daemon",
    program: "avahi-daemon",
    reason: "is an independent judge of our announcements",
  },
  { package: "avahi-utils", program: "avahi-browse", reason: "asks that judge" },
  { package: "dbus", program: "dbus-daemon", reason: "is how avahi-browse reaches avahi-daemon" },
  { package: "tmux", program: "tmux", reason: "is the terminal that `partyline join` is tested in" },
  { package: "chromium", program: "chromium", reason: "is the browser that the pages are tested in" },
  { package: "tcpdump", program: "tcpdump", reason: "captures what a switchboard sees" },
  { package: "gcc libc6-dev", program: "gcc", reason: "compiles the disk that fails when told to" },
  { package: "faketime", program: "faketime", reason: "makes a program's clock jump" },
  { package: "procps", program: "ps", reason: "shows what a test's processes use" },
];

/** An ordinary user's PATH lacks the sbin folders, where half of these live. */
const FOLDERS = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** @returns {Tool[]} those that this machine lacks */
function missingTools() {
  return TOOLS.filter(({ program }) => !FOLDERS.some((folder) => existsSync(join(folder, program))));
}

/** Installs what is missing where that takes no question (root on Debian); elsewhere says what to install. */
export function ensureSystemTools() {
  const missing = missingTools();
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    const names = missing.flatMap((tool) => tool.package.split(" "));
    console.log(`Installing from Debian: ${names.join(" ")} ...`);
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    run("apt-get", ["update", "-qq"], { env });
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], { env });
  }
  const lacking = missingTools();
  if (lacking.length === 0) return;
  console.log("Some tests will be skipped, because these programs are not installed:");
  for (const tool of lacking) console.log(`  ${tool.program} (it ${tool.reason})`);
  console.log(`On Debian: sudo apt-get install ${lacking.map((tool) => tool.package).join(" ")}`);
}
