/** What is shown of a room, told by signals once a frame. The first rows are held back until it is known where they
 *  open: at the first unread, or at the end. */
import type { RoomClient } from "@partyline/client";
import type { Clock } from "@partyline/protocol";
import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import { isolated } from "./isolated.ts";
import type { Person, Row } from "./model.ts";
import { repeat } from "./repeat.ts";
import { NOT_KEPT, type RoomFeed } from "./room-feed.ts";

/** Events in a page of older ones. */
const OLDER_EVENTS = 100;
/** How long the first rows wait for the host's answer (milliseconds). */
const HOLD_MS = 500;
/** How often the time up to which everything is here is read (milliseconds); the host confirms every 15 s. */
const COMPLETE_MS = 5_000;

const NO_ROWS: readonly Row[] = [];

export interface RoomViewOptions {
  readonly feed: RoomFeed;
  readonly client: () => RoomClient;
  readonly name: ReadonlySignal<string>;
  readonly clock: Clock;
  /** Calls `draw` before the next frame; the answer calls that off. */
  readonly frame: (draw: () => void) => () => void;
}

export function createRoomView({ feed, client, name, clock, frame }: RoomViewOptions) {
  const rows = signal(NO_ROWS);
  const opensAt = signal<number | undefined>(undefined);
  const older = signal<"more" | "loading" | "none">("more");
  const unread = signal(0);
  const people = signal<readonly Person[]>([]);
  const hereCount = signal(0);
  const completeTo = signal<number | undefined>(undefined);

  let shown = false;
  let seen = false;
  let atEnd = false;
  let held = true;
  let closed = false;
  /** Nothing more is to come that the first rows should wait for. */
  let settled = false;
  /** The host has nothing older, whatever it said at the welcome: it lets go of what is too old. */
  let exhausted = false;

  const isLive = () => client().state.kind === "live";

  let drawing: (() => void) | undefined;
  function drawSoon(): void {
    drawing ??= frame(draw);
  }

  function drawNow(): void {
    drawing?.();
    draw();
  }

  function draw(): void {
    drawing = undefined;
    if (closed) return;
    // What comes in one go after a break is not read because the page happens to stand at the end.
    if (seen && atEnd && !held && isLive()) feed.readAll();
    if (shown && held && feed.rows.newAt === undefined) feed.markNew();
    if (held && (settled || feed.rows.newAt !== undefined)) held = false;
    batch(() => {
      const { first } = feed.rows;
      const { room } = client();
      if (first !== undefined && room && older.peek() !== "loading") {
        older.value = first > room.first && !exhausted ? "more" : "none";
        const words = first === 1 ? `This is the beginning of ${isolated(name.peek())}` : NOT_KEPT;
        feed.rows.setStart(older.value === "none" ? words : undefined);
      }
      rows.value = held ? NO_ROWS : feed.rows.rows;
      opensAt.value = held ? undefined : feed.rows.newAt;
      unread.value = feed.unread.count;
      people.value = feed.people.list;
      hereCount.value = feed.people.here;
      readComplete();
    });
  }

  function readComplete(): void {
    const { at } = client().completeTo;
    if (at > 0) completeTo.value = at;
  }

  const stops = [
    clock.after(HOLD_MS, () => {
      held = false;
      drawSoon();
    }),
    repeat(clock, COMPLETE_MS, readComplete),
  ];

  return {
    drawSoon,
    /** Whether a person looks at it. */
    get seen() {
      return seen;
    },
    /** What could be waited for is here, or will not come; `live`: because everything is here. */
    settle(live = false): void {
      settled = true;
      if (live && shown) feed.markNew();
      drawSoon();
    },
    close(): void {
      closed = true;
      drawing?.();
      for (const stop of stops) stop();
    },
    /** What a seat shows of it, and what the screens tell it. */
    face: {
      rows,
      opensAt,
      older,
      unread,
      people,
      hereCount,
      completeTo,
      async loadOlder() {
        const { first } = feed.rows;
        // Offline nothing is tried: they are loaded when the person scrolls there again.
        if (first === undefined || older.peek() !== "more" || !isLive()) return;
        older.value = "loading";
        const events = await client()
          .history(first, OLDER_EVENTS)
          .catch(() => undefined);
        if (events) feed.older(events);
        if (events?.length === 0) exhausted = true;
        older.value = "more";
        drawNow();
      },
      atEnd(isAtEnd: boolean) {
        atEnd = isAtEnd;
        drawSoon();
      },
      setSeen(isSeen: boolean) {
        if (isSeen && !seen && settled) feed.markNew();
        seen = isSeen;
        drawSoon();
      },
      enter() {
        shown = true;
        if (settled || feed.rows.last !== undefined) feed.markNew();
        drawNow();
      },
      exit() {
        shown = false;
        seen = false;
        atEnd = false;
        feed.rows.setNew(undefined);
        drawSoon();
      },
    },
  };
}
