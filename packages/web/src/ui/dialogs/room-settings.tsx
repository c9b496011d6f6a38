import "./room-settings.css";
import { DoorClosed, Trash2 } from "lucide";
import type { AppModel, RoomModel } from "../../state/model.ts";
import { Button, Dialog, toast } from "../parts/index.ts";
import { attempt } from "../shell/actions.ts";
import { overlay } from "../shell/overlay.ts";
import { ExportRow } from "./room-settings/export-row.tsx";
import { Members } from "./room-settings/members.tsx";
import { PasswordForm } from "./room-settings/password-form.tsx";
import { ReachForm } from "./room-settings/reach-form.tsx";
import { RecoveryRow } from "./room-settings/recovery-row.tsx";
import { RenameForm } from "./room-settings/rename-form.tsx";

/** What an owner can change about a room. Every part says for itself that it is done, or why not. */
export function RoomSettings({ app, room, onClose }: { app: AppModel; room: RoomModel; onClose(): void }) {
  const name = room.name.value;
  const isHere = app.hosted.value.some((one) => one.id === room.id && one.open);
  const takeOffline = async () => {
    onClose();
    if (await attempt(app.closeHosted(room.id))) toast(`${name} is offline. It is kept on this device.`);
  };
  return (
    <Dialog title="Room settings" size="large" onClose={onClose}>
      <div class="room-settings">
        <section>
          <RenameForm room={room} />
        </section>
        <section>
          <PasswordForm room={room} />
        </section>
        {isHere && (
          <section>
            <ReachForm app={app} room={room} />
          </section>
        )}
        <section>
          <Members room={room} />
        </section>
        <section>
          <h3>Keep a copy</h3>
          <ExportRow room={room} />
          {isHere && <RecoveryRow room={room} />}
        </section>
        {isHere && (
          <section>
            <h3>Close</h3>
            <div class="room-settings-row">
              <p>
                Offline, nobody can come in. The room and its history stay on this device, to open again
                later.
              </p>
              <Button icon={DoorClosed} onClick={takeOffline}>
                Take offline
              </Button>
            </div>
            <div class="room-settings-row">
              <p>Destroying deletes the room and its history for good.</p>
              <Button
                icon={Trash2}
                class="room-settings-destroy"
                onClick={() => {
                  overlay.value = { kind: "destroy", id: room.id, name };
                }}
              >
                Destroy...
              </Button>
            </div>
          </section>
        )}
      </div>
    </Dialog>
  );
}
