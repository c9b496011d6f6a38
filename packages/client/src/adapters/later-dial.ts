/** A dial whose code is still to be fetched. */
import type { Dial, Link } from "../ports/link.ts";

/** A dial that waits for `dial`; where it does not come, the link is as one that never opened (1006). */
export function laterDial(dial: () => Promise<Dial>): Dial {
  return (room, events) => {
    let link: Link | undefined;
    let over = false;
    const end = (code: number) => {
      if (over) return;
      over = true;
      events.closed(code);
    };
    dial().then(
      (fetched) => {
        if (!over) link = fetched(room, events);
      },
      () => end(1006),
    );
    return {
      send: (frame) => link?.send(frame),
      close: (code) => (link ? link.close(code) : end(1000)),
      get buffered() {
        return link?.buffered ?? 0;
      },
      get road() {
        return link?.road;
      },
    };
  };
}
