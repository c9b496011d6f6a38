import "./switchboards.css";
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { AppModel } from "../../state/model.ts";
import { Button, Dialog, type FieldError, Switch, TextField } from "../parts/index.ts";

/** Brings a room to this device with its printed recovery key. */
export function RecoverDialog({ app, onClose }: { app: AppModel; onClose(): void }) {
  const key = useSignal("");
  const known = app.switchboards.value;
  const name = useSignal("");
  /** No switchboard tells the room's name. */
  const nameless = useSignal(false);
  const through = useSignal<readonly string[]>(known.map(({ url }) => url));
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const form = useId();
  const recover = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    if (key.value.trim() === "") {
      error.value = { message: "Type the key as it was printed. Spaces and dashes do not matter." };
      return;
    }
    busy.value = true;
    const called = name.value.trim();
    const done = await app.recover(key.value.trim(), through.value, called === "" ? undefined : called);
    busy.value = false;
    if (done.ok) return onClose();
    nameless.value ||= done.failure.code === "ROOM_NAME_NEEDED";
    error.value = done.failure;
  };
  const nameWanted = error.value?.code === "ROOM_NAME_NEEDED";
  return (
    <Dialog
      title="Recover a room"
      subtitle="A room whose device is lost, or that moves here."
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={form} loading={busy.value}>
            Recover room
          </Button>
        </>
      }
    >
      <form id={form} class="switchboards recover-key" onSubmit={recover} noValidate>
        <TextField
          label="Recovery key"
          autofocus
          enterkeyhint="go"
          value={key.value}
          onInput={(event) => {
            key.value = event.currentTarget.value;
            error.value = undefined;
          }}
          error={nameWanted ? undefined : error.value}
          hint="It was shown on the device that hosted the room."
        />
        {nameless.value && (
          <TextField
            label="Name of the room"
            enterkeyhint="go"
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
              error.value = undefined;
            }}
            error={nameWanted ? error.value : undefined}
          />
        )}
        {known.map(({ url, label }) => (
          <Switch
            key={url}
            label={`Through ${label}`}
            checked={through.value.includes(url)}
            onChange={(on) => {
              const others = through.value.filter((one) => one !== url);
              through.value = on ? [...others, url] : others;
            }}
          />
        ))}
        <p class="switchboards-sees">
          The room keeps its name, its links and its safety number, so members come back by themselves. It is
          listed from now on, whatever it was before. What was said is not in the key. Host it on one device
          only.
        </p>
      </form>
    </Dialog>
  );
}
