import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { AppModel, Keep } from "../../state/model.ts";
import { Button, Choice, Dialog, type FieldError, Fold, PasswordField, TextField } from "../parts/index.ts";
import "./create.css";

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
  const listing = useSignal<"listed" | "unlisted">("listed");
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
    busy.value = true;
    const done = await app.create({
      name: wanted,
      password: password.value,
      keep: KEEPS[keep.value],
      unlisted: listing.value === "unlisted",
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
        <Fold title="Options" about="password, history, listing" open={typed !== ""}>
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
          <Choice
            legend="Who can find it"
            value={listing.value}
            onChange={(value) => {
              listing.value = value;
            }}
            options={[
              { value: "listed", label: "Listed on this network", hint: "Everyone nearby sees its name" },
              { value: "unlisted", label: "Link only", hint: "Only who has the link or the code gets in" },
            ]}
          />
        </Fold>
      </form>
    </Dialog>
  );
}
