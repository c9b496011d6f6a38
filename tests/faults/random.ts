/** Everything that chance decides in a run comes from one seed. */

export interface Random {
  /** 0 up to but not including 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** In another order. */
  shuffle<T>(from: readonly T[]): T[];
  /** A source of its own, which another's draws do not move. */
  fork(label: string): Random;
}

/** mulberry32 over `seed`. */
export function randomOf(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(next() * from.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  };
  const shuffle = <T>(from: readonly T[]): T[] => {
    const rest = [...from];
    return from.map(() => rest.splice(Math.floor(next() * rest.length), 1)[0] as T);
  };
  return { next, between, pick, shuffle, fork: (label) => randomOf(hashOf(`${seed} ${label}`)) };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
