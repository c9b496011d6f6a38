/** Degrees of hue in OKLCH: sixteen that can be told apart, none of them the accent's own. */
const HUES = [12, 32, 52, 72, 96, 118, 138, 155, 210, 228, 246, 264, 284, 305, 328, 350] as const;

/** The hue of a member or room, in degrees: the same for the same id on every device. FNV-1a, 32 bits. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index++) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  // The low bits of FNV follow the last character too closely.
  hash ^= hash >>> 15;
  return HUES[(hash >>> 0) % HUES.length] ?? 0;
}
