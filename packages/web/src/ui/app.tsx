import "./tokens.css";
import "./base.css";
import "./app.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect } from "preact/hooks";
import type { AppModel } from "../state/model.ts";
import { Mark } from "./mark/mark.tsx";
import { Toasts } from "./parts/index.ts";
import { lazily } from "./shell/lazily.tsx";
import { NoSeat } from "./shell/no-seat.tsx";
import { Notices } from "./shell/notices.tsx";
import { overlay } from "./shell/overlay.ts";
import { onShortcut } from "./shell/shortcuts.ts";
import { Sidebar } from "./shell/sidebar.tsx";
import { usePageTitle } from "./shell/title.ts";

/** Each is loaded where it is shown: who follows a link into a room has no need of the lists. */
const FirstStart = lazily(async () => (await import("./first-start/first-start.tsx")).FirstStart);
const Home = lazily(async () => (await import("./home/home.tsx")).Home);
const Overlays = lazily(async () => (await import("./shell/overlays.tsx")).Overlays);
const OwnHome = lazily(async () => (await import("./home/own-home.tsx")).OwnHome);
const RoomScreen = lazily(async () => (await import("./room/room-screen.tsx")).RoomScreen);

/** How long a page is at rest before what any dialog needs is fetched (milliseconds). */
const AHEAD_MS = 3_000;

/** The whole page. */
export function App({ app }: { app: AppModel }) {
  usePageTitle(app);
  useSignalEffect(() => {
    const theme = app.preferences.theme.value;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
  // Before anything is drawn: a key that is pressed as soon as there is something to see counts.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (app.username.peek() !== undefined) onShortcut(app, event);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [app]);
  useEffect(() => {
    const timer = setTimeout(() => void Overlays.load(), AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);

  if (!app.ready.value)
    return (
      <div class="app">
        <Notices app={app} />
        <Starting />
      </div>
    );
  if (app.username.value === undefined) {
    return (
      <div class="app">
        <Notices app={app} />
        <FirstStart app={app} />
      </div>
    );
  }
  const place = app.place.value;
  const room = place.kind === "room" ? app.seats.value.get(place.id) : undefined;
  return (
    <div class="app">
      <a class="app-skip" href="#main">
        Skip to {room ? "the room" : "the rooms"}
      </a>
      <Notices app={app} />
      <div class={`app-columns app-at-${place.kind}`}>
        <Sidebar app={app} />
        <main id="main" class="app-main" tabIndex={-1}>
          {place.kind === "home" && (app.kind === "console" ? <OwnHome app={app} /> : <Home app={app} />)}
          {place.kind === "room" && !room && <NoSeat app={app} />}
          {room && <RoomScreen key={room.id} app={app} room={room} />}
        </main>
      </div>
      {overlay.value && <Overlays app={app} />}
      <Toasts />
    </div>
  );
}

/** Before the profile is known: nothing for a moment, then the mark. */
export function Starting() {
  return (
    <main class="app-starting">
      <Mark size={72} />
      <p>Starting...</p>
    </main>
  );
}
