/** Asks whether the connection is alive whenever the page has reason to doubt it. */
import type { RoomClient } from "../room-client.ts";

/** Probes on `online`, `pageshow`, when the page is seen again, and when the network changes. The answer stops it. */
export function probeOnWake(client: Pick<RoomClient, "probe">): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const probe = () => client.probe();
  addEventListener("online", probe, { signal });
  addEventListener("pageshow", probe, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") probe();
    },
    { signal },
  );
  // Network Information API: not in every browser, and not in TypeScript's library.
  const { connection } = navigator as { connection?: EventTarget };
  connection?.addEventListener("change", probe, { signal });
  return () => stop.abort();
}
