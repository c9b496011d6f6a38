import "./switchboards.css";
import type { RoomModel } from "../../state/model.ts";
import { CopyButton, Dialog } from "../parts/index.ts";

/** Who is at the other end, to be compared with another member; and by which road one is here. */
export function SafetyDialog({ room, onClose }: { room: RoomModel; onClose(): void }) {
  const number = room.safetyNumber;
  const pages = room.hostPages.value;
  return (
    <Dialog title="Safety number" subtitle="The same on every member’s device." onClose={onClose}>
      <div class="safety">
        <p class="safety-number">
          {number.split(" ").map((group, index) => (
            <span key={index}>{group} </span>
          ))}
        </p>
        <ul class="safety-steps">
          <li>Side by side: look at both screens.</li>
          <li>Elsewhere: call somebody of this room whose voice you know, and read it aloud in turn.</li>
        </ul>
        <p>
          If it is the same, only the members and the host can read what is said here. If it differs, write
          nothing more: one of you is in another room of this name. Leave it, and ask the owner for the link.
        </p>
        <CopyButton text={number}>Copy number</CopyButton>
        <section>
          <h3>Your connection</h3>
          <p aria-live="polite">{connection(room.road.value)}</p>
          {pages.length > 0 && (
            <>
              <p>On the host’s own network you can open the room’s own page, which needs no switchboard:</p>
              <ul class="safety-pages">
                {pages.map((page) => (
                  <li key={page}>
                    <a href={page} rel="noreferrer">
                      {new URL(page).origin}
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      </div>
    </Dialog>
  );
}

function connection(road: string): string {
  if (road.startsWith("through "))
    return `You are connected ${road}, which passes on what it cannot read: it sees names, addresses, sizes and times.`;
  if (road === "on this network") return "You are connected to the host directly, with nobody in between.";
  if (road === "hosted on this device") return "The room is hosted on this device.";
  return "There is no connection just now: the host is offline.";
}
