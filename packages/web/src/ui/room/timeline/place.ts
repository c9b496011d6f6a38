/** Where a person is in the timeline, and keeping them there. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { VirtualizerHandle } from "virtua";
import type { RoomModel } from "../../../state/model.ts";
import { readingOn } from "../../../text/index.ts";

/** This near to the end counts as there, in pixels: a line and a half. */
const NEAR_END = 32;

/** Older events are asked for this far before they are seen, in heights of the view. */
const AHEAD = 1.5;

/** What stays visible above the "new" line when a room opens there, in pixels: two rows of what was read before. */
const CONTEXT = 96;

/** How long the first look waits for what its texts need, in milliseconds: better a moment late than seen to change. */
const PATIENCE = 150;

/** The two elements that scrolling needs. */
export interface Parts {
  readonly list: VirtualizerHandle;
  readonly scroller: HTMLElement;
}

/** One for each time that a room is shown. */
export class Place {
  readonly #room: RoomModel;
  readonly #parts: () => Parts | undefined;
  readonly #away = signal(false);
  readonly #opening = signal(true);
  /** Following the end: what arrives is scrolled to. */
  #follows = true;
  #opened = false;
  #offset = 0;
  #reported: boolean | undefined;
  #asking = false;
  /** How many rows there were when older ones were asked for last. */
  #askedAt = -1;

  constructor(room: RoomModel, parts: () => Parts | undefined) {
    this.#room = room;
    this.#parts = parts;
  }

  /** Not at the end. */
  get away(): ReadonlySignal<boolean> {
    return this.#away;
  }
  /** Until the first place is found; nothing is painted before, so that nothing is seen to jump. */
  get opening(): ReadonlySignal<boolean> {
    return this.#opening;
  }

  /** After rows were drawn. */
  drawn(count: number): void {
    if (count === 0) return;
    if (!this.#opened) this.#open();
    else if (this.#follows) this.#scrollToEnd();
    this.lookAhead(false);
  }

  /** The list or the view has another size: a keyboard opened, a text was read further. */
  resized(): void {
    if (this.#opened && this.#follows) this.#scrollToEnd();
    if (this.#opened) this.#report();
  }

  scrolled(offset: number): void {
    const wentUp = offset < this.#offset - 1;
    this.#offset = offset;
    if (!this.#opened || this.#opening.peek()) return;
    // Rows that arrive make the end go away without anybody moving: only going up is leaving it, and the first pixels
    // of it count, or rows that arrive quickly would pull everybody back.
    if (wentUp) this.#follows = this.#gap() < 2;
    else if (this.#isAtEnd()) this.#follows = true;
    this.#report();
    if (wentUp) this.lookAhead(true);
  }

  toEnd(): void {
    this.#follows = true;
    this.#scrollToEnd();
  }

  /** Scrolls by parts of the view: 1 is one view down. */
  scrollViews(views: number): void {
    const scroller = this.#parts()?.scroller;
    scroller?.scrollBy({ top: views * scroller.clientHeight });
  }

  #open(): void {
    const list = this.#parts()?.list;
    if (!list) return;
    this.#opened = true;
    const at = this.#room.opensAt.peek();
    this.#follows = at === undefined;
    const go = () => {
      if (at === undefined) this.#scrollToEnd();
      else list.scrollToIndex(at, { align: "start", offset: -CONTEXT });
    };
    go();
    void this.#show(go);
  }

  /** Shows the rows once they stand where they stay. */
  async #show(go: () => void): Promise<void> {
    await frames(2);
    const late = readingOn();
    if (late) {
      await Promise.race([late, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      await frames(1);
      go();
      await frames(2);
    }
    this.#opening.value = false;
    if (this.#isAtEnd()) this.#follows = true;
    this.#report();
    this.lookAhead(false);
  }

  /** Not by the list's own way, which goes on for a while and would pull back whoever scrolls up meanwhile. */
  #scrollToEnd(): void {
    const scroller = this.#parts()?.scroller;
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
  }

  /** Pixels below what is in view. */
  #gap(): number {
    const scroller = this.#parts()?.scroller;
    return scroller ? scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight : 0;
  }

  #isAtEnd(): boolean {
    return this.#gap() < NEAR_END;
  }

  #report(): void {
    if (this.#opening.peek()) return;
    const atEnd = this.#follows || this.#isAtEnd();
    if (atEnd === this.#reported) return;
    this.#reported = atEnd;
    this.#away.value = !atEnd;
    this.#room.atEnd(atEnd);
  }

  /**
   * Asks for older events before their place comes into view. `again`: at the very top also when the last answer brought
   * nothing; only a person asks so, or being offline would be an endless loop.
   */
  lookAhead(again: boolean): void {
    const scroller = this.#parts()?.scroller;
    if (!scroller || this.#opening.peek() || this.#asking || this.#room.older.peek() !== "more") return;
    const count = this.#room.rows.peek().length;
    const wasAsked = count === this.#askedAt && !(again && scroller.scrollTop < NEAR_END);
    if (scroller.scrollTop > AHEAD * scroller.clientHeight || wasAsked) return;
    this.#asking = true;
    this.#askedAt = count;
    void this.#room.loadOlder().finally(() => {
      this.#asking = false;
      this.lookAhead(false);
    });
  }
}

/** Rows are measured in one frame and placed in the next. */
async function frames(count: number): Promise<void> {
  for (let left = count; left > 0; left--) await new Promise((resolve) => requestAnimationFrame(resolve));
}
