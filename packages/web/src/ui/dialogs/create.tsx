import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { AppModel, Keep } from "../../state/model.ts";
import { usableReach } from "../../state/next-reach.ts";
import { Button, Choice, Dialog, type FieldError, Fold, PasswordField, TextField } from "../parts/index.ts";
import { overlay } from "../shell/overlay.ts";
import "./create.css";
import { ReachField } from "./reach-field.tsx";

type KeepChoice = "all" | "month" | "nothing";

const KEEPS: Record<KeepChoice, Keep> = { all: "all", month: { days: 30 }, nothing: "nothing" };

/** A new room: a name, and the rest one fold away. */
export function CreateDialog({
  app,
  name: typed,
  onClose,
}: {
  app: AppModel;
  name: string;
  onClose(): void;
}) {
  const name = useSignal(typed);
  const password = useSignal("");
  const keep = useSignal<KeepChoice>("all");
  const reach = useSignal(usableReach(app.lastReach.peek(), app.switchboards.peek()));
  const wanting = useSignal(false);
  const incomplete = useSignal(false);
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const form = useId();

  const create = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const wanted = name.value.trim();
    if (wanted === "") {
      error.value = { message: "Give the room a name first." };
      return;
    }
    incomplete.value = wanting.value;
    if (wanting.value) return;
    busy.value = true;
    const done = await app.create({
      name: wanted,
      password: password.value,
      keep: KEEPS[keep.value],
      ...reach.value,
    });
    busy.value = false;
    if (done.ok) onClose();
    else error.value = done.failure;
  };

  return (
    <Dialog
      title="Create a room"
      subtitle="It is open while Partyline runs on this device."
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={form} loading={busy.value}>
            Create room
          </Button>
        </>
      }
    >
      <form id={form} class="create" onSubmit={create} noValidate>
        <TextField
          label="Name"
          placeholder="Reading Club"
          autofocus
          enterkeyhint="go"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
            error.value = undefined;
          }}
          error={error.value}
        />
        {/* Who came with a name came for the options. */}
        <Fold title="Options" about="who can find it, password, history" open={typed !== ""}>
          <ReachField
            app={app}
            value={reach.value}
            wanting={wanting}
            incomplete={incomplete.value}
            onChange={(value) => {
              reach.value = value;
            }}
          />
          <PasswordField
            label="Password"
            isNew
            placeholder="None"
            value={password.value}
            onValue={(value) => {
              password.value = value;
            }}
            hint="Everyone who joins is asked for it. Leave it empty for none."
          />
          <Choice
            legend="History"
            value={keep.value}
            onChange={(value) => {
              keep.value = value;
            }}
            options={[
              { value: "all", label: "Everything", hint: "Newcomers can read from the first message on" },
              { value: "month", label: "30 days", hint: "Older messages are deleted from this device" },
              { value: "nothing", label: "Nothing on disk", hint: "All is gone when the room closes" },
            ]}
          />
        </Fold>
      </form>
      <Button
        kind="plain"
        class="create-recover"
        onClick={() => {
          overlay.value = { kind: "recover" };
        }}
      >
        Recover a room with its key...
      </Button>
    </Dialog>
  );
}
