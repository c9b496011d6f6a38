import { useSignal } from "@preact/signals";
import { SlidersHorizontal } from "lucide";
import { useRef } from "preact/hooks";
import type { AppModel } from "../../state/model.ts";
import { reachHint, usableReach } from "../../state/next-reach.ts";
import { Button, type FieldError, IconButton, TextField } from "../parts/index.ts";
import { overlay } from "../shell/overlay.ts";

/** A room in one line: a name and Enter. Everything else is in the options, with good defaults. */
export function CreateField({ app }: { app: AppModel }) {
  const name = useSignal("");
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const input = useRef<HTMLInputElement>(null);

  // As the last one, which is said beside the field.
  const reach = usableReach(app.lastReach.value, app.switchboards.value);
  const hint = reachHint(reach);
  const create = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const wanted = name.value.trim();
    if (wanted === "") {
      error.value = { message: "Give the room a name first." };
      input.current?.focus();
      return;
    }
    busy.value = true;
    const done = await app.create({ name: wanted, password: "", keep: "all", ...reach });
    busy.value = false;
    if (!done.ok) error.value = done.failure;
  };

  return (
    <form class="home-create" onSubmit={create} noValidate>
      <TextField
        label="Name of the new room"
        quietLabel
        large
        placeholder="Name a new room..."
        enterkeyhint="go"
        inputRef={input}
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
          error.value = undefined;
        }}
        error={error.value}
        hint={name.value === "" ? undefined : hint}
        end={
          <>
            <IconButton
              label="Options for the new room"
              icon={SlidersHorizontal}
              onClick={() => {
                overlay.value = { kind: "create", name: name.value };
              }}
            />
            <Button kind="primary" type="submit" loading={busy.value}>
              Create<span class="home-create-noun"> room</span>
            </Button>
          </>
        }
      />
    </form>
  );
}
