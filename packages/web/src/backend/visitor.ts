/** What stands behind a guest's page: this browser's storage, and the host that served the page. Loaded there only. */
import { wellKnownRooms } from "@partyline/client/browser";
import { systemClock } from "@partyline/protocol";
import { isVisible } from "./browser-ground.ts";
import { guestBackend } from "./guest-backend.ts";
import type { Backend } from "./ports.ts";
import type { VisitorStore } from "./visitor-ground.ts";

export const visitor = (kept: VisitorStore): Backend =>
  guestBackend({ ...kept, wellKnownRooms, isVisible, clock: systemClock, origin: location.origin });
