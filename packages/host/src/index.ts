export { HostError, type HostErrorCode } from "./errors.ts";
export { type Host, type HostOptions, type OpenRoomOptions, openHost } from "./host.ts";
export type { HostedEvent, HostedRoom } from "./hosted-room.ts";
export { type HostLimits, LIMITS } from "./limits.ts";
export type { Logger, LogLevel } from "./ports.ts";
export type { Retention } from "./room-host-options.ts";
export type { SavedRoom } from "./rooms-folder.ts";
