/** What stands behind the app's own page: the program on this device. Loaded on that page only. */
import { systemClock } from "@partyline/protocol";
import { addWords } from "../state/failures.ts";
import { OWN_WORDS } from "../state/own-words.ts";
import { browserShelf, onWake } from "./browser-ground.ts";
import { createConsoleApi, type TextSocket } from "./console-api.ts";
import { consoleBackend } from "./console-backend.ts";
import type { Backend } from "./ports.ts";

export function ownDevice(): Backend {
  addWords(OWN_WORDS);
  const api = createConsoleApi({
    open: () => new WebSocket(`${location.origin.replace(/^http/, "ws")}/api`) as unknown as TextSocket,
    clock: systemClock,
    random: Math.random,
    outdated: reloadOnce,
  });
  onWake(() => api.hurry());
  return consoleBackend(api, systemClock);
}

/** Once: where the new page is of another version as well, going on trying helps nobody. */
function reloadOnce(): void {
  const shelf = browserShelf(() => sessionStorage);
  if (shelf.get("reloaded") !== undefined) return;
  shelf.set("reloaded", "yes");
  location.reload();
}
