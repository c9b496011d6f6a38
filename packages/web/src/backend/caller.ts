/** What stands behind a switchboard's page: this browser's storage, and the switchboard that served the page. Loaded there
 *  only. */
import { listRooms, locateAtSwitchboard, roomsCalled } from "@partyline/client/browser";
import { systemClock } from "@partyline/protocol";
import { isVisible, onWake } from "./browser-ground.ts";
import type { Backend } from "./ports.ts";
import { switchboardBackend } from "./switchboard-backend.ts";
import type { VisitorStore } from "./visitor-ground.ts";

export function caller(kept: VisitorStore): Backend {
  const ask = { listRooms, locateAtSwitchboard, roomsCalled };
  const backend = switchboardBackend({
    ...kept,
    ask,
    isVisible,
    clock: systemClock,
    origin: location.origin,
  });
  onWake(() => backend.hurry());
  return backend;
}
