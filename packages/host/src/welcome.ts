import { type HostMessage, VERSION, type Welcome } from "@partyline/protocol";
import type { EpochGrant } from "./epochs.ts";
import type { RoomMember, RoomState } from "./room/index.ts";

/** What an admitted client is told first of all; `here` counts the members in the room, `at` is the host's clock. */
export function welcomeOf(
  state: RoomState,
  { id, name, role }: RoomMember,
  rest: { epoch: EpochGrant; start: Welcome["start"]; live?: number; here: number; at: number },
): HostMessage {
  const { name: roomName, password, log, first, head } = state;
  return {
    type: "welcome",
    v: VERSION,
    room: { name: roomName, password, log, first, head },
    you: { id, name, role },
    ...rest,
  };
}
