/** Pages of history from a log, as the protocol asks for them. */
import { limits } from "@partyline/protocol";
import type { Log } from "./log/index.ts";

/** From seq `from` on, or the newest older than `before`, or the newest of all. */
export interface PageWish {
  from?: number | undefined;
  before?: number | undefined;
  limit: number;
}

/** What a newcomer is given at once. */
export const newest = (): PageWish => ({ limit: limits.NEWEST_EVENTS });

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
