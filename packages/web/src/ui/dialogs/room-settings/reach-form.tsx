import { useSignal } from "@preact/signals";
import type { AppModel, Failure, Hosted, Reach, RoomModel } from "../../../state/model.ts";
import { Button, FailureWords, toast } from "../../parts/index.ts";
import { ReachField } from "../reach-field.tsx";

const reachOf = ({ unlisted, via, shareAddresses }: Hosted): Reach => ({
  unlisted,
  shareAddresses,
  switchboards: via.map(({ switchboard }) => switchboard),
});

/** Who can find the room from now on, and how it stands where it is listed. */
export function ReachForm({ app, room }: { app: AppModel; room: RoomModel }) {
  const hosted = room.hosted.value;
  const wanting = useSignal(false);
  const wish = useSignal<Reach | undefined>(undefined);
  const failure = useSignal<Failure | undefined>(undefined);
  const busy = useSignal(false);
  if (!hosted) return null;
  const now = reachOf(hosted);
  const value = wish.value ?? now;
  const save = async () => {
    busy.value = true;
    const done = await room.setReach(value);
    busy.value = false;
    failure.value = done.ok ? undefined : done.failure;
    if (!done.ok) return;
    wish.value = undefined;
    toast("Who can find the room is changed.");
  };
  return (
    <div class="room-settings-form">
      <ReachField
        app={app}
        value={value}
        wanting={wanting}
        onChange={(chosen) => {
          wish.value = isSame(chosen, now) ? undefined : chosen;
          failure.value = undefined;
        }}
      />
      {wish.value === undefined ? (
        hosted.via.map(({ switchboard, words }) => (
          <p key={switchboard} class="room-settings-standing" dir="auto">
            {words}
          </p>
        ))
      ) : (
        <>
          <p class="room-settings-standing">Members stay, or come back by themselves.</p>
          <div class="room-settings-buttons">
            <Button
              onClick={() => {
                wish.value = undefined;
                failure.value = undefined;
              }}
            >
              Keep as it is
            </Button>
            <Button kind="primary" loading={busy.value} onClick={save}>
              Change
            </Button>
          </div>
        </>
      )}
      {failure.value && (
        <p class="room-settings-error" role="alert">
          <FailureWords {...failure.value} />
        </p>
      )}
    </div>
  );
}

const isSame = (a: Reach, b: Reach): boolean =>
  a.unlisted === b.unlisted &&
  a.shareAddresses === b.shareAddresses &&
  [...a.switchboards].sort().join(" ") === [...b.switchboards].sort().join(" ");
