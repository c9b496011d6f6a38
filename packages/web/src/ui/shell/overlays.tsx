import type { AppModel } from "../../state/model.ts";
import { lazily } from "./lazily.tsx";
import { closeOverlay, overlay } from "./overlay.ts";

const CreateDialog = lazily(async () => (await import("../dialogs/create.tsx")).CreateDialog);
const AddSwitchboard = lazily(async () => (await import("../dialogs/add-switchboard.tsx")).AddSwitchboard);
const RecoverDialog = lazily(async () => (await import("../dialogs/recover.tsx")).RecoverDialog);
const SettingsDialog = lazily(async () => (await import("../dialogs/settings.tsx")).SettingsDialog);
const ShortcutsDialog = lazily(async () => (await import("../dialogs/shortcuts.tsx")).ShortcutsDialog);
const RoomSettings = lazily(async () => (await import("../dialogs/room-settings.tsx")).RoomSettings);
const SafetyDialog = lazily(async () => (await import("../dialogs/safety.tsx")).SafetyDialog);
const DestroyDialog = lazily(async () => (await import("../dialogs/destroy.tsx")).DestroyDialog);

/** The one dialog that is open, if any. */
export function Overlays({ app }: { app: AppModel }) {
  const now = overlay.value;
  switch (now?.kind) {
    case undefined:
      return null;
    case "create":
      return <CreateDialog app={app} name={now.name} onClose={closeOverlay} />;
    case "add-switchboard":
      return <AddSwitchboard app={app} onClose={closeOverlay} />;
    case "recover":
      return <RecoverDialog app={app} onClose={closeOverlay} />;
    case "settings":
      return <SettingsDialog app={app} onClose={closeOverlay} />;
    case "shortcuts":
      return <ShortcutsDialog onClose={closeOverlay} />;
    case "room-settings": {
      const room = app.seats.value.get(now.id);
      return room ? <RoomSettings app={app} room={room} onClose={closeOverlay} /> : null;
    }
    case "safety": {
      const room = app.seats.value.get(now.id);
      return room ? <SafetyDialog room={room} onClose={closeOverlay} /> : null;
    }
    case "destroy":
      return <DestroyDialog app={app} id={now.id} name={now.name} onClose={closeOverlay} />;
  }
}
