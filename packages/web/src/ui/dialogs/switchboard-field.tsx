import { useSignal } from "@preact/signals";
import type { Added, AppModel } from "../../state/model.ts";
import { Button, type FieldError, TextField } from "../parts/index.ts";

interface SwitchboardFieldProps {
  app: AppModel;
  autofocus?: boolean;
  /** Why it cannot stay empty, once that is known. */
  wrong?: string | undefined;
  /** It answered, and is kept. */
  onAdded(added: Added): void;
}

/** The address of a switchboard, asked before it is kept. No form of its own, so that it may stand in one. */
export function SwitchboardField({ app, autofocus = false, wrong, onAdded }: SwitchboardFieldProps) {
  const where = useSignal("");
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const add = async () => {
    if (busy.value) return;
    if (where.value.trim() === "") {
      error.value = { message: "Type its address first: whoever runs it knows it." };
      return;
    }
    busy.value = true;
    const done = await app.addSwitchboard(where.value);
    busy.value = false;
    if (done.ok) onAdded(done.value);
    else error.value = done.failure;
  };
  return (
    <TextField
      label="Address of the switchboard"
      placeholder="talk.example"
      inputmode="url"
      enterkeyhint="go"
      autofocus={autofocus}
      value={where.value}
      onInput={(event) => {
        where.value = event.currentTarget.value;
        error.value = undefined;
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        void add();
      }}
      error={error.value ?? wrong}
      hint="Or 10.0.0.5:2526 for one on a network of your own. It is asked before it is kept."
      end={
        <Button kind="quiet" class="switchboard-add" loading={busy.value} onClick={add}>
          Add
        </Button>
      }
    />
  );
}

/** "Answered in 24 ms." */
export const answered = ({ label, ms }: Added): string => `${label} answered in ${Math.round(ms)} ms.`;
