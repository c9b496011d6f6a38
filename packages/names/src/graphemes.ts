const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How many characters people see in `text` (extended grapheme clusters, UAX #29). The runtime's Unicode version
 *  decides, so only the length cap rests on it, never a key or a skeleton (SPEC N15). */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
