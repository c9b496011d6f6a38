/** What the last room's reach (last-reach.ts) means for the next one. */
import type { Reach, Switchboard } from "./model.ts";
import { labelOf } from "./road-words.ts";

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
