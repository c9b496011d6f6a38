/** The common part of both front doors. */
export { directDial, type OpenSocket, type Socket } from "./adapters/direct-dial.ts";
export { memoryStore } from "./adapters/memory-store.ts";
export { ClientError, type ClientErrorCode, codeOf } from "./errors.ts";
export type { ClientEvent, ConnectionState, Me, PendingMessage, RoomInfo } from "./events.ts";
export type { Since } from "./inbox.ts";
export { type JoinOptions, locate } from "./join-room.ts";
export type { RoomClientOptions } from "./options.ts";
export type { Dial, Link, LinkEvents, RoomTarget } from "./ports/link.ts";
export type {
  OutboxChange,
  OutboxEntry,
  Position,
  Profile,
  SavedRoom,
  Session,
  Store,
} from "./ports/store.ts";
export { RoomClient } from "./room-client.ts";
export type { Sent } from "./sender.ts";
export { type KnownRoom, wellKnownRooms } from "./well-known.ts";
