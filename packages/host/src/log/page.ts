/** Pages of events: the same splice and the same end of a page for every adapter. */
import type { PageSize, StoredEvent } from "./log.ts";

function numbered(seq: number, json: string): StoredEvent {
  const rest = json.slice(1);
  return { seq, json: rest.trimStart() === "}" ? `{"seq":${seq}}` : `{"seq":${seq},${rest}` };
}

/** Takes events, in the order given, until the page is full; `events` is not read further than that. */
export function takePage(events: Iterable<{ seq: number; json: string }>, size: PageSize): StoredEvent[] {
  const page: StoredEvent[] = [];
  if (size.limit < 1) return page;
  let bytes = 0;
  for (const { seq, json } of events) {
    const event = numbered(seq, json);
    bytes += Buffer.byteLength(event.json);
    if (page.length > 0 && bytes > size.maxBytes) break;
    page.push(event);
    if (page.length >= size.limit) break;
  }
  return page;
}
