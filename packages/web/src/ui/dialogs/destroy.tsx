import "./room-settings.css";
import { useSignal } from "@preact/signals";
import { Trash2 } from "lucide";
import type { AppModel, Failure } from "../../state/model.ts";
import { Button, Dialog, FailureWords, Notice, toast } from "../parts/index.ts";

interface DestroyDialogProps {
  app: AppModel;
  id: string;
  name: string;
  onClose(): void;
}

/** The last word before a room is gone: what is lost, for whom, and what is not. */
export function DestroyDialog({ app, id, name, onClose }: DestroyDialogProps) {
  const busy = useSignal(false);
  const failure = useSignal<Failure | undefined>(undefined);
  const room = app.hosted.value.find((one) => one.id === id);
  const others = room?.here.filter((one) => one.name !== app.username.value) ?? [];
  const destroy = async () => {
    busy.value = true;
    const done = await app.destroyHosted(id);
    busy.value = false;
    if (!done.ok) {
      failure.value = done.failure;
      return;
    }
    onClose();
    toast(`${name} is destroyed.`);
  };
  return (
    <Dialog
      title={`Destroy ${name}?`}
      size="small"
      onClose={onClose}
      actions={
        <>
          <Button autofocus onClick={onClose}>
            Keep it
          </Button>
          <Button kind="danger" icon={Trash2} loading={busy.value} onClick={destroy}>
            Destroy {name}
          </Button>
        </>
      }
    >
      <ul class="destroy-list">
        <li>
          All its messages and its list of members are deleted from this device, for you and for everyone.
        </li>
        <li>
          {others.length === 0
            ? "Nobody else is in it now. Members who come back later are told that it is gone."
            : `${people(others.map((one) => one.name))} ${others.length === 1 ? "is" : "are"} sent out now and told that it is gone.`}
        </li>
        <li>Its link, its code and its place on the list stop working.</li>
        <li>What members have copied or exported stays with them.</li>
      </ul>
      <p class="destroy-last">This cannot be undone. To come back to it later, take it offline instead.</p>
      {failure.value && (
        <Notice kind="danger">
          <FailureWords {...failure.value} />
        </Notice>
      )}
    </Dialog>
  );
}

/** "Ines", "Ines and Jun", "Ines, Jun and 3 others" */
function people(names: readonly string[]): string {
  const [first = "", second, ...rest] = names;
  if (second === undefined) return first;
  if (rest.length === 0) return `${first} and ${second}`;
  return `${first}, ${second} and ${rest.length === 1 ? rest[0] : `${rest.length} others`}`;
}
