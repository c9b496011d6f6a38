import "./settings.css";
import { useSignal } from "@preact/signals";
import { Keyboard } from "lucide";
import type { AppModel } from "../../state/model.ts";
import { Button, Choice, Dialog, type FieldError, Switch, TextField } from "../parts/index.ts";
import { overlay } from "../shell/overlay.ts";

/** Who one is here, and how the page looks and sounds. Everything but the name takes effect at once. */
export function SettingsDialog({ app, onClose }: { app: AppModel; onClose(): void }) {
  const { theme, sound } = app.preferences;
  return (
    <Dialog title="Settings" onClose={onClose}>
      <div class="settings">
        <UsernameForm app={app} />
        <Choice
          legend="Theme"
          look="segments"
          value={theme.value}
          onChange={(value) => {
            theme.value = value;
          }}
          options={[
            { value: "system", label: "System" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
        />
        <div class="settings-group">
          <Switch
            label="Sound"
            hint="A short tone for a new message in a room you are not looking at"
            checked={sound.value}
            onChange={(on) => {
              sound.value = on;
            }}
          />
          <NotifySwitch app={app} />
        </div>
        <section class="settings-identity">
          <h3>Your identity</h3>
          <p>
            {app.notices.value.some((notice) => notice.kind === "storage-refused")
              ? "Rooms know you by a key that this page holds. This browser keeps nothing for it, so you are somebody new to them when it is opened again."
              : app.kind !== "console"
                ? "Rooms know you by a key that is kept in this browser. In another browser, or after this site’s data is cleared, you are somebody new to them."
                : "Rooms know you by a key that is kept on this device. It is the same in every browser that opens Partyline here."}
          </p>
        </section>
        <Button
          icon={Keyboard}
          onClick={() => {
            overlay.value = { kind: "shortcuts" };
          }}
        >
          Keyboard shortcuts
        </Button>
      </div>
    </Dialog>
  );
}

function UsernameForm({ app }: { app: AppModel }) {
  const name = useSignal(app.username.peek() ?? "");
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const changed = name.value.trim() !== "" && name.value.trim() !== app.username.value;
  const save = async (event: Event) => {
    event.preventDefault();
    if (!changed || busy.value) return;
    busy.value = true;
    const done = await app.setUsername(name.value.trim());
    busy.value = false;
    if (!done.ok) error.value = done.failure;
  };
  return (
    <form onSubmit={save} noValidate>
      <TextField
        label="Your name"
        autocomplete="nickname"
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
          error.value = undefined;
        }}
        error={error.value}
        end={
          changed && (
            <Button kind="plain" type="submit" class="settings-save" loading={busy.value}>
              Save
            </Button>
          )
        }
      />
    </form>
  );
}

/** Asks the browser when it is turned on, and says what is in the way. */
function NotifySwitch({ app }: { app: AppModel }) {
  const { notify, mayNotify } = app.preferences;
  const refused = useSignal(mayNotify && Notification.permission === "denied");
  const hint = !mayNotify
    ? "Browsers allow them only on https pages and on the device itself, and this page came over plain http"
    : refused.value
      ? "This browser was told to block them. Allow notifications for this page in the browser’s site settings"
      : "While this page is in the background";
  return (
    <Switch
      label="Desktop notifications"
      hint={hint}
      checked={notify.value && mayNotify && !refused.value}
      disabled={!mayNotify || refused.value}
      onChange={async (on) => {
        if (on && Notification.permission !== "granted") {
          const answer = await Notification.requestPermission();
          refused.value = answer === "denied";
          if (answer !== "granted") {
            notify.value = false;
            return;
          }
        }
        notify.value = on;
      }}
    />
  );
}
