/** Names and ids that several fakes share. */

/** Names that break layouts: as long as the rules allow, right to left, pictures, other scripts. */
export const NAMES = {
  long: "The Very Long Reading Club Thurs",
  wide: "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
  arabic: "مقهى الجيران في الحي القديم هنا",
  emoji: "LAN Party 🎮",
  chinese: "物理实验室",
} as const;

/** A room id of 32 base32 characters. */
export const idOf = (start: string): string => start.padEnd(32, "a");

/** Both public keys of a room, base64url. */
export const KEYS = "A".repeat(86);
