/** Where the built page lies, which this device shows to its own person and to guests. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the page's build; undefined where it is not built. */
export function pageFolder(): string | undefined {
  try {
    // By name: the page's package may lie beside this one or where npm puts it.
    const path = fileURLToPath(import.meta.resolve("@partyline/web/dist/index.html"));
    return existsSync(path) ? dirname(path) : undefined;
  } catch {
    // The package itself is not there.
    return undefined;
  }
}
