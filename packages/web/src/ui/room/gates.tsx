import "./gates.css";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { AppModel, Failure, Gate, RoomModel } from "../../state/model.ts";
import { Button, PasswordField, RoomAvatar, TextField } from "../parts/index.ts";

interface GateProps {
  app: AppModel;
  room: RoomModel;
}

/** What stands between a person and the room, over the whole pane: one thing to read, one thing to do. */
export function GateView({ app, room, gate }: GateProps & { gate: Gate }) {
  switch (gate.kind) {
    case "password":
      return <PasswordGate room={room} failure={gate.failure} />;
    case "name":
      return <NameGate app={app} room={room} failure={gate.failure} />;
    case "ended":
      return (
        <Pane room={room} faded>
          <p class="gate-words">{gate.failure.message}</p>
          <EndedActions app={app} room={room} retry={gate.retry} wide />
          <Code failure={gate.failure} />
        </Pane>
      );
  }
}

/** Where the composer was, when the room ended and what was said is still to be read. */
export function EndedLine({ app, room, gate }: GateProps & { gate: Extract<Gate, { kind: "ended" }> }) {
  return (
    <div class="ended">
      <div class="ended-words">
        <p role="status">{gate.failure.message}</p>
        <Code failure={gate.failure} />
      </div>
      <EndedActions app={app} room={room} retry={gate.retry} />
    </div>
  );
}

function EndedActions({ app, room, retry, wide = false }: GateProps & { retry: boolean; wide?: boolean }) {
  return (
    <div class="gate-actions">
      {retry && (
        <Button kind="primary" wide={wide} onClick={() => room.tryAgain()}>
          Try again
        </Button>
      )}
      <Button kind={retry ? "quiet" : "primary"} wide={wide} onClick={() => app.go({ kind: "home" })}>
        Back to all rooms
      </Button>
    </div>
  );
}

function PasswordGate({ room, failure }: { room: RoomModel; failure: Failure | undefined }) {
  const [password, setPassword] = useState("");
  return (
    <Pane room={room}>
      <p class="gate-words">This room has a password. Whoever invited you knows it.</p>
      <form
        class="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (password !== "") room.givePassword(password);
        }}
      >
        <PasswordField label="Password" autofocus value={password} error={failure} onValue={setPassword} />
        <Button kind="primary" type="submit" wide>
          Join
        </Button>
      </form>
      <p class="gate-hint">It is proved to the host and never sent.</p>
    </Pane>
  );
}

function NameGate({ app, room, failure }: { app: AppModel; room: RoomModel; failure: Failure }) {
  const [name, setName] = useState(app.username.peek() ?? "");
  return (
    <Pane room={room}>
      <p class="gate-words">Pick a name for this room.</p>
      <form
        class="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") room.giveName(name.trim());
        }}
      >
        <TextField
          label="Your name here"
          large
          autofocus
          enterkeyhint="go"
          value={name}
          error={failure}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button kind="primary" type="submit" wide>
          Join
        </Button>
      </form>
    </Pane>
  );
}

function Pane({
  room,
  faded = false,
  children,
}: {
  room: RoomModel;
  faded?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class="gate">
      <div class="gate-sheet">
        <RoomAvatar id={room.id} name={room.name.value} size={64} faded={faded} />
        <h2 class="gate-title">
          <bdi>{room.name.value}</bdi>
        </h2>
        {children}
      </div>
    </div>
  );
}

const Code = ({ failure }: { failure: Failure }) => (
  <p class="gate-code">
    <code>{failure.code}</code>
  </p>
);
