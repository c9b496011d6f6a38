/** Roads in words. Pure. */
import type { Road } from "@partyline/client";

/** A switchboard's address as a person says it: "talk.example", "10.0.0.5:2526". */
export const labelOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** "on this network", "through talk.example" */
export const roadWords = (road: Road): string =>
  road.kind === "direct" ? "on this network" : `through ${labelOf(road.url)}`;
