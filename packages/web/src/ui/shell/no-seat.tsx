import "./no-seat.css";
import { ArrowLeft } from "lucide";
import type { AppModel } from "../../state/model.ts";
import { Button, FailureWords } from "../parts/index.ts";

/** In place of a room that has no seat yet: it is being looked for, or cannot be found. */
export function NoSeat({ app }: { app: AppModel }) {
  const missing = app.missing.value;
  return (
    <div class={`no-seat ${missing ? "" : "no-seat-looking"}`}>
      <h1>{missing ? "This room is not here" : "Looking for the room..."}</h1>
      {missing && (
        <p>
          <FailureWords {...missing} />
        </p>
      )}
      <Button icon={ArrowLeft} onClick={() => app.go({ kind: "home" })}>
        {app.kind !== "console" ? "Rooms here" : "All rooms"}
      </Button>
    </div>
  );
}
