/** Chance from one seed. Every consumer forks its own stream, so that one who draws more does not move the others. */

export interface Random {
  /** From 0 up to but not including 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  within(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of them; there must be one. */
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Uint8Array;
  /** A stream of its own under this name. */
  fork(name: string): Random;
}

/** FNV-1a, 32 bits (draft-eastlake-fnv). */
export function hashText(text: string, start = 0x811c9dc5): number {
  let hash = start;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded by a text. */
export function randomFrom(seed: string): Random {
  let a = hashText(seed);
  let b = hashText(seed, a ^ 0x9e3779b9);
  let c = hashText(seed, b ^ 0x85ebca6b);
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = () => word() / 2 ** 32;
  const within = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    within,
    chance: (probability) => next() < probability,
    pick: <T>(from: readonly T[]) => from[within(0, from.length - 1)] as T,
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at++) bytes[at] = word() & 0xff;
      return bytes;
    },
    fork: (name) => randomFrom(`${seed}/${name}`),
  };
}
