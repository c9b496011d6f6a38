/** Two ends of a link in memory. Nothing moves until a test flushes it. */

export interface LinkEnd {
  onmessage: (frame: Uint8Array) => void;
  /** Told once, as the last: the code of whichever side closed first, or 1006 for a cut. As with a WebSocket, frames
   *  that were on their way still come after the own `close`. */
  onclosed: (code: number) => void;
  send(frame: Uint8Array): void;
  close(code?: number): void;
  /** Bytes sent from here and not flushed yet. */
  readonly buffered: number;
  readonly open: boolean;
}

type Item = { frame: Uint8Array } | { closed: number };

class End implements LinkEnd {
  onmessage: (frame: Uint8Array) => void = () => {};
  onclosed: (code: number) => void = () => {};
  open = true;
  /** What is on its way to the other end. */
  readonly queue: Item[] = [];
  #over = false;

  send(frame: Uint8Array): void {
    // A copy, as a network makes one: the sender may use its buffer again.
    if (this.open) this.queue.push({ frame: frame.slice() });
  }

  close(code = 1000): void {
    if (!this.open) return;
    this.open = false;
    this.queue.push({ closed: code });
  }

  get buffered(): number {
    return this.queue.reduce((sum, item) => sum + ("frame" in item ? item.frame.length : 0), 0);
  }

  take(item: Item): void {
    if (this.#over) return;
    if ("frame" in item) {
      this.onmessage(item.frame);
      return;
    }
    // The answer to a close is a close (RFC 6455, 5.5.1); without effect where both have closed.
    this.close(item.closed);
    this.#over = true;
    this.onclosed(item.closed);
  }
}

export interface LinkPair {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  /** Moves what is on its way, and what that brings about, until nothing is; at most `most` items. Gives the count. */
  flush(most?: number): number;
  /** Moves at most `most` items towards one end. */
  flushTo(end: "a" | "b", most?: number): number;
  /** Breaks the link: what is on its way is lost, both ends are told 1006. */
  cut(): void;
}

export function linkPair(): LinkPair {
  const a = new End();
  const b = new End();
  const move = (from: End, to: End): boolean => {
    const item = from.queue.shift();
    if (item) to.take(item);
    return item !== undefined;
  };
  return {
    a,
    b,
    flush(most = Number.POSITIVE_INFINITY) {
      let moved = 0;
      while (moved < most && (move(a, b) || move(b, a))) moved++;
      return moved;
    },
    flushTo(end, most = Number.POSITIVE_INFINITY) {
      let moved = 0;
      while (moved < most && (end === "a" ? move(b, a) : move(a, b))) moved++;
      return moved;
    },
    cut() {
      for (const end of [a, b]) end.queue.length = 0;
      for (const end of [a, b]) end.take({ closed: 1006 });
      for (const end of [a, b]) end.queue.length = 0;
    },
  };
}
