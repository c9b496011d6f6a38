/** Pages of history from a log, as the protocol asks for them. */
import { limits } from "@partyline/protocol";
import type { Log } from "./log/index.ts";

/** From seq `from` on, or the newest older than `before`, or the newest of all. */
export interface PageWish {
  from?: number | undefined;
  before?: number | undefined;
  limit: number;
}

/** The page right behind a welcome: from where the client's copy ends, or what a newcomer is given at once. */
export const firstPage = (from: number | undefined): PageWish =>
  from === undefined ? { limit: limits.NEWEST_EVENTS } : { from, limit: limits.PAGE_EVENTS };

/** The events as JSON text, ascending, within the size of a page. */
export async function readPage(log: Log, { from, before, limit }: PageWish): Promise<string[]> {
  const { PAGE_BYTES } = limits;
  const events =
    before !== undefined
      ? await log.before(before, limit, PAGE_BYTES)
      : from !== undefined
        ? await log.read({ from, limit, maxBytes: PAGE_BYTES })
        : await log.newest(limit, PAGE_BYTES);
  return events.map(({ json }) => json);
}
