/** Who could find the room created last, kept on the shelf: the next one begins so. */
import { effect, type Signal, signal } from "@preact/signals-core";
import type { Reach } from "./model.ts";
import type { Shelf } from "./shelf.ts";

const KEY = "reach";

/** On this network's list, and nowhere else. */
const USUAL: Reach = { unlisted: false, switchboards: [], shareAddresses: false };

export function lastReach(shelf: Shelf): Signal<Reach> {
  const reach = signal(readReach(shelf.get(KEY)));
  effect(() => shelf.set(KEY, reach.value === USUAL ? undefined : JSON.stringify(reach.value)));
  return reach;
}

/** What `text` says, or the usual where it is none of ours. */
export function readReach(text: string | undefined): Reach {
  try {
    const { unlisted, switchboards, shareAddresses } = JSON.parse(text ?? "null") ?? {};
    const urls: unknown = switchboards;
    if (typeof unlisted !== "boolean" || typeof shareAddresses !== "boolean") return USUAL;
    if (!Array.isArray(urls) || !urls.every((url) => typeof url === "string")) return USUAL;
    return { unlisted, switchboards: urls, shareAddresses };
  } catch {
    return USUAL;
  }
}
