import "./room.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { AppModel, RoomModel } from "../../state/model.ts";
import { lazily } from "../shell/lazily.tsx";
import { overlay } from "../shell/overlay.ts";
import { Announcer } from "./announcer.tsx";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { People } from "./people.tsx";
import { Timeline, type TimelineHandle } from "./timeline/timeline.tsx";
import { useKeyboardInset } from "./use-keyboard-inset.ts";
import { useMedia } from "./use-media.ts";
import { useSeen } from "./use-seen.ts";

const GateView = lazily(async () => (await import("./gates.tsx")).GateView);
const EndedLine = lazily(async () => (await import("./gates.tsx")).EndedLine);
const MembersDialog = lazily(async () => (await import("./members-dialog.tsx")).MembersDialog);
const ShareDialog = lazily(async () => (await import("../share/share-dialog.tsx")).ShareDialog);

/** How long a room is at rest before what a person needs when its host has gone is fetched: then it cannot be any more
 *  (milliseconds). */
const AHEAD_MS = 3_000;

/** The words at a room's end, and the lists that one goes back to. */
function loadWayOut(): void {
  void GateView.load();
  void EndedLine.load();
  // The page shows it by a part of its own; this brings its file.
  import("../home/home.tsx").catch(() => {});
}

interface RoomScreenProps {
  app: AppModel;
  room: RoomModel;
}

/** A room: what is said, who is here, and where to write. Keyed by the room: another one is another screen. */
export function RoomScreen({ app, room }: RoomScreenProps) {
  const screen = useRef<HTMLDivElement>(null);
  const timeline = useRef<TimelineHandle>(null);
  const members = useSignal(false);
  const wide = useMedia("(width >= 1000px)");
  useSeen(room);
  useKeyboardInset(screen);
  useEffect(() => {
    const timer = setTimeout(loadWayOut, AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);

  const gate = room.gate.value;
  // What was said stays readable when a room has ended.
  const ended = gate?.kind === "ended" && room.rows.value.length > 0 ? gate : undefined;
  const closed = gate !== undefined && !ended;
  const withPeople = wide && !closed;
  return (
    <div ref={screen} class={`room ${withPeople ? "room-with-people" : ""}`}>
      <section class="room-main" aria-label={room.name.value}>
        <Header
          app={app}
          room={room}
          peopleShown={withPeople}
          onPeople={() => {
            members.value = true;
          }}
          onSettings={() => {
            overlay.value = { kind: "room-settings", id: room.id };
          }}
          onSafety={() => {
            overlay.value = { kind: "safety", id: room.id };
          }}
        />
        {closed ? (
          <GateView app={app} room={room} gate={gate} />
        ) : (
          <>
            <Timeline room={room} handle={timeline} />
            {ended ? (
              <EndedLine app={app} room={room} gate={ended} />
            ) : (
              <Composer room={room} timeline={timeline} />
            )}
            <Announcer room={room} />
          </>
        )}
      </section>
      {withPeople && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
        <aside class="room-people" aria-label="Members" tabIndex={0}>
          <People room={room} />
        </aside>
      )}
      {room.sharing.value && !closed && <ShareDialog app={app} room={room} />}
      {members.value && (
        <MembersDialog
          room={room}
          onClose={() => {
            members.value = false;
          }}
        />
      )}
    </div>
  );
}
