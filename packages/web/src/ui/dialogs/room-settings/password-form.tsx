import { useSignal } from "@preact/signals";
import type { RoomModel } from "../../../state/model.ts";
import { Button, type FieldError, PasswordField, toast } from "../../parts/index.ts";

/** Sets, changes or removes the room's password. */
export function PasswordForm({ room }: { room: RoomModel }) {
  const editing = useSignal(false);
  const password = useSignal("");
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal<"save" | "remove" | undefined>(undefined);
  const has = room.password.value;

  const set = async (to: string | undefined) => {
    if (busy.value) return;
    busy.value = to === undefined ? "remove" : "save";
    const done = await room.setPassword(to);
    busy.value = undefined;
    if (!done.ok) {
      error.value = done.failure;
      return;
    }
    password.value = "";
    editing.value = false;
    toast(to === undefined ? "The room has no password now." : "The new password holds from now on.");
  };
  const save = (event: Event) => {
    event.preventDefault();
    if (password.value === "") error.value = { message: "Type the new password first." };
    else void set(password.value);
  };

  return (
    <>
      <h3>Password</h3>
      {!editing.value && (
        <div class="room-settings-row">
          <p>
            {has ? "Everyone who joins is asked for it." : "None: everyone who finds the room can come in."}
          </p>
          <div class="room-settings-buttons">
            {has && (
              <Button loading={busy.value === "remove"} onClick={() => void set(undefined)}>
                Remove
              </Button>
            )}
            <Button
              onClick={() => {
                editing.value = true;
                error.value = undefined;
              }}
            >
              {has ? "Change" : "Set a password"}
            </Button>
          </div>
        </div>
      )}
      {editing.value && (
        <form class="room-settings-form" onSubmit={save} noValidate>
          <PasswordField
            label="New password"
            isNew
            autofocus
            value={password.value}
            onValue={(value) => {
              password.value = value;
              error.value = undefined;
            }}
            error={error.value}
            hint="Who is here stays. Who joins from now on is asked for it."
          />
          <div class="room-settings-buttons">
            <Button
              onClick={() => {
                editing.value = false;
                password.value = "";
              }}
            >
              Cancel
            </Button>
            <Button kind="primary" type="submit" loading={busy.value === "save"}>
              {has ? "Change password" : "Set password"}
            </Button>
          </div>
        </form>
      )}
      {!editing.value && error.value && (
        <p class="room-settings-error" role="alert">
          {error.value.message}
        </p>
      )}
    </>
  );
}
