// `npm start`: installs what is missing, builds the page where it has changed, and opens the app. Arguments go to the
// command: npm start -- list --json

import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./build-web.js";
import { ensureInstalled } from "./install.js";

/** Commands that show no page to anybody, so that they need not wait for its build. */
const WITHOUT_PAGE = ["list", "send", "tail", "help", "--help", "-h", "--version", "-V"];

const args = process.argv.slice(2);
try {
  ensureInstalled();
  if (!args.some((arg) => WITHOUT_PAGE.includes(arg))) await ensureBuilt();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const command = new URL("../packages/app/bin/partyline.js", import.meta.url);
process.argv = [process.execPath, fileURLToPath(command), ...args];
await import(command.href);
