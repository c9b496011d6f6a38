/** Who could find the room created last, kept on the shelf: the next one begins so. */
import { effect, type Signal, signal } from "@preact/signals-core";
import type { Reach, Switchboard } from "./model.ts";
import { labelOf } from "./road-words.ts";
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

/** `reach` without the switchboards that are known no more. */
export function usableReach(reach: Reach, known: readonly Pick<Switchboard, "url">[]): Reach {
  const urls = new Set(known.map(({ url }) => url));
  return { ...reach, switchboards: reach.switchboards.filter((url) => urls.has(url)) };
}

/** Who can find a room, where that is not just everybody on this network. */
export function reachHint({ unlisted, switchboards }: Reach): string | undefined {
  const labels = switchboards.map(labelOf).join(" and ");
  if (!unlisted) return labels === "" ? undefined : `Like your last one: also listed on ${labels}.`;
  return `Like your last one: only who has the link gets in${labels === "" ? "" : `, also through ${labels}`}.`;
}
