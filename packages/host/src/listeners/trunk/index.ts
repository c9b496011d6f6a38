export type { PlacedRoom } from "./place.ts";
export { type DialTrunk, dialTrunk, type TrunkSocketEvents } from "./socket.ts";
export { type HeldBurial, type HeldPlace, Trunks } from "./trunks.ts";
export type { SwitchboardStatus } from "./words.ts";
