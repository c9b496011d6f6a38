/** The common part of both front doors. */
export { fingerprint } from "@partyline/secure";
export { circuitDial } from "./adapters/circuit-dial.ts";
export { directDial } from "./adapters/direct-dial.ts";
export { memoryStore } from "./adapters/memory-store.ts";
export type { OpenSocket, Socket } from "./adapters/socket-race.ts";
export { twoRoads } from "./adapters/two-roads.ts";
export type { Via } from "./core/roads.ts";
export { ClientError, type ClientErrorCode, codeOf } from "./errors.ts";
export type { ClientEvent, ConnectionState, Me, PendingMessage, RoomInfo } from "./events.ts";
export { hostPages } from "./host-pages.ts";
export type { Since } from "./inbox-options.ts";
export type { JoinOptions } from "./join-room.ts";
export { locate } from "./locate.ts";
export { locateAtSwitchboard } from "./locate-at-switchboard.ts";
export type { RoomClientOptions } from "./options.ts";
export type { Dial, Link, LinkEvents, Road, RoomTarget } from "./ports/link.ts";
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
export { listRooms, roomsCalled, type SwitchboardPage, type SwitchboardRoom } from "./switchboard-rooms.ts";
export { type KnownRoom, wellKnownRooms } from "./well-known.ts";
export { sentenceOf } from "./words.ts";
