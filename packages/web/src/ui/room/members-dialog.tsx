import type { RoomModel } from "../../state/model.ts";
import { Dialog } from "../parts/index.ts";
import { People } from "./people.tsx";

/** Who is here, where there is no room for them beside the timeline. */
export function MembersDialog({ room, onClose }: { room: RoomModel; onClose(): void }) {
  return (
    <Dialog title="Members" size="small" onClose={onClose}>
      <People room={room} />
    </Dialog>
  );
}
