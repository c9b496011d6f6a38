// `npm start`: installs what is missing and runs the app. Arguments go to the app: npm start -- list --json

import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.js";

try {
  ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const args = process.argv.slice(2);
const command = new URL("../packages/app/bin/partyline.js", import.meta.url);
process.argv = [process.execPath, fileURLToPath(command), ...(args.length > 0 ? args : ["--help"])];
await import(command.href);
