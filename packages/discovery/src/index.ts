export { type Advertisement, type AdvertiseOptions, advertise } from "./advertise/advertise.ts";
export { type BrowseOptions, type Browser, browse } from "./browse/browser.ts";
export type { FoundRoom, RoomAddress } from "./browse/rooms.ts";
export { DiscoveryError, type DiscoveryErrorCode, type ProbeErrorCode, type TxtErrorCode } from "./errors.ts";
export { type FindOptions, findRooms, type OpenRoom } from "./find-rooms.ts";
export type { OwnAddress } from "./interfaces/address.ts";
export {
  type InterfaceFilter,
  type RealInterface,
  realInterfaces,
  type SystemInterfaces,
} from "./interfaces/real-interfaces.ts";
export type { Listing } from "./listing.ts";
export { type FetchOptions, fetchWellKnown } from "./probe/fetch-well-known.ts";
export { type ProbeResult, probe } from "./probe/probe.ts";
export { WELL_KNOWN_PATH, type WellKnown, type WellKnownRoom } from "./probe/well-known.ts";
