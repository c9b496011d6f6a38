/** What stands behind a guest's page: this browser's storage, and the host that served the page. Loaded there only. */
import { openBrowserStore, wellKnownRooms } from "@partyline/client/browser";
import { systemClock } from "@partyline/protocol";
import { guestBackend } from "./guest-backend.ts";
import type { Backend } from "./ports.ts";

export async function visitor(): Promise<Backend> {
  const { store, kept } = await openBrowserStore();
  const isVisible = () => document.visibilityState === "visible";
  return guestBackend({
    ...{ store, kept, wellKnownRooms, isVisible },
    ...{ clock: systemClock, origin: location.origin },
  });
}
