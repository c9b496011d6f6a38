/**
 * The chain back through one client's events, so that the event under any number is found in O(log n) steps
 * with nothing to keep but two links an event, written once. E. W. Myers, "An applicative random-access
 * stack" (Information Processing Letters 17, 1983): event n links to event n-1 and to event `jumpOf(n)`.
 */

/** The end of a chain: the client's last number, the seq of that event, and the seq it jumps to. */
export interface ChainEnd {
  readonly lastN: number;
  readonly lastSeq: number;
  readonly lastJump: number;
}

/** Seqs of the events that one event links to; 0 before the first. */
export interface Links {
  prev: number;
  jump: number;
}

/** The links of the event with that seq; undefined when it is gone, and with it all that are older. */
export type ReadLinks = (seq: number) => Links | undefined;

/** The number to which event `n` jumps: n less the last digit of its skew-binary form (digits of 2^k - 1). */
export function jumpOf(n: number): number {
  let rest = n;
  let digit = 1;
  while (digit <= rest) digit = digit * 2 + 1;
  while (rest > 0) {
    digit = (digit - 1) / 2;
    while (rest > digit) rest -= digit;
    if (rest === digit) break;
  }
  return n - rest;
}

/** The links of the event that comes after the chain's end. */
export function nextLinks(end: ChainEnd, read: ReadLinks): Links {
  // It jumps to the event before it, or as far as two jumps of that one.
  if (jumpOf(end.lastN + 1) === end.lastN) return { prev: end.lastSeq, jump: end.lastSeq };
  return { prev: end.lastSeq, jump: read(end.lastJump)?.jump ?? 0 };
}

/** The seq of the event numbered `n` <= lastN; undefined when it is gone. */
export function findInChain(end: ChainEnd, n: number, read: ReadLinks): number | undefined {
  let at = end.lastN;
  let seq = end.lastSeq;
  while (at > n) {
    const links = read(seq);
    if (links === undefined) return undefined;
    const jump = jumpOf(at);
    seq = jump >= n ? links.jump : links.prev;
    at = jump >= n ? jump : at - 1;
  }
  return seq === 0 ? undefined : seq;
}
