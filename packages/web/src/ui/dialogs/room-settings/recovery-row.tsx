import { useSignal } from "@preact/signals";
import { KeyRound } from "lucide";
import type { Failure, RoomModel } from "../../../state/model.ts";
import { Button, CopyButton, FailureWords } from "../../parts/index.ts";

/** The key that moves the room to another device, shown only when asked for. */
export function RecoveryRow({ room }: { room: RoomModel }) {
  const key = useSignal<string | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  const show = async () => {
    busy.value = true;
    const done = await room.recoveryKey();
    busy.value = false;
    key.value = done.ok ? done.value : undefined;
    failure.value = done.ok ? undefined : done.failure;
  };
  return (
    <>
      <div class="room-settings-row">
        <p>
          The recovery key moves this room to another device, with its name and its links; what was said stays
          here. Print it or write it down. Whoever has it can host the room, so keep it to yourself.
        </p>
        {key.value === undefined && (
          <Button icon={KeyRound} loading={busy.value} onClick={show}>
            Show recovery key
          </Button>
        )}
      </div>
      {key.value !== undefined && (
        <div class="room-settings-form" role="status">
          <code class="recovery-key">{key.value}</code>
          <div class="room-settings-buttons">
            <CopyButton text={key.value}>Copy key</CopyButton>
            <Button
              onClick={() => {
                key.value = undefined;
              }}
            >
              Hide it
            </Button>
          </div>
        </div>
      )}
      {failure.value && (
        <p class="room-settings-error" role="alert">
          <FailureWords {...failure.value} />
        </p>
      )}
    </>
  );
}
