import type { HostLimits } from "../limits.ts";
import type { Moment } from "./admission.ts";
import type { ConnectionId, RoomState } from "./state.ts";

/** What a handler is given. `member` is the caller's id; empty before admission. */
export interface Call {
  state: RoomState;
  conn: ConnectionId;
  member: string;
  client: string;
  moment: Moment;
  limits: HostLimits;
}
