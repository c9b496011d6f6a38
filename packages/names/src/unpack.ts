/** Reading the packed tables of `tables.ts`; their form is described at its head. */

/** Ascending boundaries of ranges: outside before the first, inside from it to the second, and so on. */
export type Ranges = readonly number[];

/** The numbers of a packed table. */
export function numbersOf(packed: string): number[] {
  return packed.split(" ").map((word) => Number.parseInt(word, 36));
}

/** The boundaries of packed ranges. */
export function rangesOf(packed: string): Ranges {
  let at = 0;
  return numbersOf(packed).map((distance) => {
    at += distance;
    return at;
  });
}

/** A packed mapping: from one character to what it becomes. */
export function mappingOf(packed: string): ReadonlyMap<string, string> {
  const mapping = new Map<string, string>();
  let at = 0;
  for (const word of packed.split(" ")) {
    const [distance = 0, ...becomes] = word.split(",").map((digits) => Number.parseInt(digits, 36));
    at += distance;
    mapping.set(String.fromCodePoint(at), String.fromCodePoint(...becomes));
  }
  return mapping;
}

/** How many of the ascending numbers are at most `value`. */
export function countUpTo(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the code point lies in one of the ranges. */
export function isIn(ranges: Ranges, point: number): boolean {
  return countUpTo(ranges, point) % 2 === 1;
}
