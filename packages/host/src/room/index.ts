export type { Moment } from "./admission.ts";
export { type Opened, RoomCore } from "./core.ts";
export type { Effect, Entry, Outcome, Ticket } from "./effects.ts";
export { refusal } from "./refusal.ts";
export type { ConnectionId, RoomMember, RoomState } from "./state.ts";
