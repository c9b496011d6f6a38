import "./timeline.css";
import { ArrowDown, Share2 } from "lucide";
import type { RefObject } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { RoomModel, Row } from "../../../state/model.ts";
import { Button, Icon } from "../../parts/index.ts";
import { countWords } from "../format.ts";
import { useToday } from "../use-today.ts";
import { Place } from "./place.ts";
import { memo } from "./react.ts";
import { RowView } from "./row-view.tsx";
import { useSteps } from "./use-steps.ts";

/** What the rest of the room asks of its timeline. */
export interface TimelineHandle {
  toEnd(): void;
  /** 1 is one view down. */
  scrollViews(views: number): void;
}

interface TimelineProps {
  room: RoomModel;
  handle: RefObject<TimelineHandle | null>;
}

/** Everything that was said, as far as it is here. Only what is in view is in the document. */
export const Timeline = memo(function Timeline({ room, handle }: TimelineProps) {
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const place = useMemo(
    () =>
      new Place(room, () =>
        list.current && scroller.current ? { list: list.current, scroller: scroller.current } : undefined,
      ),
    [room],
  );
  const { rows, shift } = useSteps(room.rows.value);
  const now = useToday();
  const count = rows.length;

  useLayoutEffect(() => place.drawn(count), [place, rows]);
  // More may have become available while nothing else changed.
  const { older } = room;
  useEffect(() => older.subscribe(() => place.lookAhead(false)), [place, older]);
  useImperativeHandle(
    handle,
    () => ({
      toEnd: () => place.toEnd(),
      scrollViews: (views: number) => place.scrollViews(views),
    }),
    [place, room],
  );

  return (
    <div class="timeline">
      <div
        ref={scroller}
        class={`timeline-scroller ${place.opening.value && count > 0 ? "timeline-opening" : ""}`}
        // Announced by the announcer: what scrolls into view is no news.
        role="log"
        aria-live="off"
        aria-label={`Messages in ${room.name.value}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
        tabIndex={0}
      >
        {count === 0 ? (
          <Nothing room={room} />
        ) : (
          <>
            <div class="timeline-above" />
            <Virtualizer
              ref={list}
              data={rows}
              shift={shift}
              as="ol"
              item="li"
              onScroll={(offset) => place.scrolled(offset)}
              onResize={() => place.resized()}
            >
              {(row: Row) => <RowView key={row.key} row={row} room={room} now={now} />}
            </Virtualizer>
          </>
        )}
      </div>
      {older.value === "loading" && count > 0 && (
        <p class="timeline-older" role="status">
          Loading what was said before
        </p>
      )}
      <ToEnd room={room} place={place} />
    </div>
  );
});

/** Waits while somebody reads above. */
function ToEnd({ room, place }: { room: RoomModel; place: Place }) {
  if (!place.away.value) return null;
  const unread = room.unread.value;
  const words = unread > 0 ? `${countWords(unread)} new` : "";
  return (
    <button
      type="button"
      class={`timeline-to-end ${words ? "timeline-to-end-new" : ""}`}
      aria-label={words ? `${words}: jump to the newest message` : "Jump to the newest message"}
      title="Jump to the newest message"
      onClick={() => place.toEnd()}
    >
      <Icon node={ArrowDown} size={18} />
      {words && <span>{words}</span>}
    </button>
  );
}

function Nothing({ room }: { room: RoomModel }) {
  const joining = room.standing.value.kind === "joining";
  return (
    <div class="timeline-nothing">
      {joining ? (
        <p class="timeline-joining">{room.standing.value.words || "Joining"}</p>
      ) : (
        <>
          <h2>Nothing said yet</h2>
          <p>Bring people in, or write the first message.</p>
          <Button
            icon={Share2}
            onClick={() => {
              room.sharing.value = true;
            }}
          >
            Share this room
          </Button>
        </>
      )}
    </div>
  );
}
