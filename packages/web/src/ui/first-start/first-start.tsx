import "./first-start.css";
import { useSignal } from "@preact/signals";
import type { AppModel } from "../../state/model.ts";
import { Mark } from "../mark/mark.tsx";
import { Button, FailureWords, type FieldError, RoomAvatar, TextField } from "../parts/index.ts";
import { listed } from "../shell/rooms.ts";

/** All the setup there is: a username. */
export function FirstStart({ app }: { app: AppModel }) {
  const name = useSignal("");
  const error = useSignal<FieldError | undefined>(undefined);
  const busy = useSignal(false);
  const guest = app.kind !== "console";
  const place = app.place.value;
  const missing = app.missing.value;
  const forgets = app.notices.value.some((notice) => notice.kind === "storage-refused");
  const room = place.kind === "room" ? listed(app, place.id) : undefined;

  const start = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const wanted = name.value.trim();
    if (wanted === "") {
      error.value = { message: "Type a name first: any name that people will know you by." };
      return;
    }
    busy.value = true;
    const done = await app.setUsername(wanted);
    busy.value = false;
    if (!done.ok) error.value = done.failure;
  };

  return (
    <main class="first-start">
      <form class="first-start-form" onSubmit={start} noValidate>
        <Mark size={64} drawn />
        {missing && (
          <p class="first-start-words" role="alert">
            <FailureWords {...missing} />
          </p>
        )}
        {place.kind === "room" && !missing && (
          <p class="first-start-room">
            {room && <RoomAvatar id={room.id} name={room.name} size={28} />}
            <span class="one-line">
              Join <bdi>{room?.name ?? "this room"}</bdi>
            </span>
          </p>
        )}
        <h1>What should people call you?</h1>
        <p class="first-start-words">
          {guest
            ? "There is no account, and nothing to install."
            : "There is no account. Nothing leaves this device until you join or open a room."}
        </p>
        <TextField
          label="Your name"
          quietLabel
          large
          autofocus
          autocomplete="nickname"
          enterkeyhint="go"
          placeholder="Your name"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
            error.value = undefined;
          }}
          error={error.value}
        />
        <Button kind="primary" type="submit" wide class="first-start-go" loading={busy.value}>
          {place.kind === "room" && !missing ? "Join" : "Start"}
        </Button>
        <p class="first-start-small">
          {guest
            ? forgets
              ? "Your name and the key that rooms know you by are forgotten when this page is closed."
              : "Your name and the key that rooms know you by are kept in this browser only."
            : "Rooms know you by a key that stays on this device. You can change the name later."}
        </p>
      </form>
    </main>
  );
}
