export type { Moment } from "./admission.ts";
export { type Opened, RoomCore, refusal } from "./core.ts";
export type { Effect, Entry, Outcome, Ticket } from "./effects.ts";
export type { ConnectionId, RoomMember, RoomState } from "./state.ts";
