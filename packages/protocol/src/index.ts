export type { Clock } from "./clock.ts";
export {
  checkBody,
  decodeBatch,
  decodeCommand,
  decodeHostMessage,
  encodeBatch,
  encodeCommand,
  encodeHostMessage,
  encodePage,
} from "./codec.ts";
export {
  asProtocolError,
  closeCodeOf,
  type ErrorCode,
  errorOfClose,
  isErrorCode,
  ProtocolError,
  SENTENCES,
} from "./errors.ts";
export type { KnownEvent, MessageEvent, RoomEvent, UnknownEvent, UnnumberedEvent } from "./events.ts";
export { eventSchema } from "./events.ts";
export { CLIENT_ID, LOG_ID, MEMBER_ID, ROOM_ID } from "./ids.ts";
export * as limits from "./limits.ts";
export { formatLink, type LinkToWrite, parseLink, type RoomLink } from "./link.ts";
export type {
  Batch,
  Body,
  Command,
  CommandType,
  HostMessage,
  Member,
  Page,
  Role,
  Signal,
  Welcome,
} from "./messages.ts";
export { bodySchema, VERSION } from "./messages.ts";
export { systemClock } from "./system-clock.ts";
