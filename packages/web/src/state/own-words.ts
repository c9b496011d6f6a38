/** What only the program on this device can fail at, in a person's words (failures.ts). */
export const OWN_WORDS: Readonly<Record<string, string>> = {
  NO_SESSION: "The program on this device was started anew. This page goes on by itself.",
  ALREADY_OPEN: "A room of that name is open on this device already. Pick another name.",
  ROOM_IN_USE: "Another program on this device has this room open. Close it there first.",
  LOG_DAMAGED: "The room's file is damaged and was left as it is. Its folder is named in the program's log.",
  LOG_IN_USE: "Another program on this device has this room open. Close it there first.",
  PORT: "This device has no free port to host on. Close other programs that host, then try again.",
  HOME: "The program's data folder cannot be used. Its log says which and why.",
  NOT_OPEN: "The room is offline. Open it again first.",
  // Of switchboards.
  BAD_URL:
    "That is no switchboard's address. It looks like talk.example, or like 10.0.0.5:2526 on a network of your own.",
  BAD_RECOVERY_KEY:
    "That is not a whole recovery key. Compare it with the printed one, character by character.",
  ROOM_NAME_NEEDED: "No switchboard tells the name of this room. Type it as it was.",
};
