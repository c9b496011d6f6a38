import { useSignal } from "@preact/signals";
import type { RoomModel } from "../../../state/model.ts";
import { Button, type FieldError, TextField, toast } from "../../parts/index.ts";

export function RenameForm({ room }: { room: RoomModel }) {
  const name = useSignal(room.name.peek());
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const wanted = name.value.trim();
  const changed = wanted !== "" && wanted !== room.name.value;
  const save = async (event: Event) => {
    event.preventDefault();
    if (!changed || busy.value) return;
    busy.value = true;
    const done = await room.rename(wanted);
    busy.value = false;
    if (done.ok) toast(`The room is called ${wanted} now.`);
    else error.value = done.failure;
  };
  return (
    <form onSubmit={save} noValidate>
      <TextField
        label="Name"
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
          error.value = undefined;
        }}
        error={error.value}
        end={
          changed && (
            <Button kind="plain" type="submit" class="room-settings-save" loading={busy.value}>
              Rename
            </Button>
          )
        }
      />
    </form>
  );
}
