import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { BrowserError } from "./errors.ts";

/** What distributions call it: Debian, then Ubuntu and others, then Google's own builds. */
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The path of a Chromium that this machine has, or undefined. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

/** Whether tests can use a browser here, and if not, why. */
export type ChromiumAvailability = { ok: true } | { ok: false; reason: string };

/**
 * Says whether {@link launchChromium} can work here. A test file skips itself with the reason. Under `CI=true` a
 * missing browser is an error instead, so that a pipeline can never be green because nothing was tested.
 * @throws BrowserError NO_CHROMIUM under CI=true.
 */
export function chromiumAvailable(): ChromiumAvailability {
  if (findChromium() !== undefined) return { ok: true };
  const reason = `there is no Chromium on the PATH (${NAMES.join(", ")})`;
  if (process.env.CI === "true")
    throw new BrowserError("NO_CHROMIUM", `CI must test in a browser: ${reason}`);
  return { ok: false, reason };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
