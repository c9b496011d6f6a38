/**
 * One screen with made-up state, chosen by the address: `?screen=home&state=few&theme=dark&dir=rtl&kind=guest`. A test
 * goes on to the next with `showScreen`, in the same page.
 */
import { render } from "preact";
import type { AppModel } from "../../src/state/model.ts";
import { App } from "../../src/ui/app.tsx";
import { overlay } from "../../src/ui/shell/overlay.ts";
import { type FakeApp, fakeApp, type GalleryState, idOf } from "./fake-app.ts";
import type { SwitchboardsState } from "./fake-switchboards.ts";

declare global {
  var showScreen: (search: string) => void;
}

/** Dialogs that need nothing but the page. */
const DIALOGS = ["settings", "shortcuts", "add-switchboard", "recover"] as const;
const isDialog = (name: string): name is (typeof DIALOGS)[number] =>
  (DIALOGS as readonly string[]).includes(name);
const room = idOf("read");
const root = document.getElementById("app")!;

globalThis.showScreen = (search) => {
  const query = new URLSearchParams(search);
  const ask = <T extends string>(key: string, usual: NoInfer<T>): T => (query.get(key) as T | null) ?? usual;
  const screen = ask<string>("screen", "home");
  const inRoom = ["room", "safety", "share", "join", "missing", "no-seat"].includes(screen);
  const app: FakeApp = fakeApp({
    kind: ask<AppModel["kind"]>("kind", "console"),
    state: ask<GalleryState>("state", "few"),
    place: inRoom
      ? { kind: "room", id: screen === "missing" || screen === "no-seat" ? idOf("none") : room }
      : { kind: "home" },
    missing: screen === "missing",
    ...(query.has("far") ? { switchboards: ask<SwitchboardsState>("far", "ok") } : {}),
    mayNotify: query.get("notify") !== "no",
    ...(screen === "start" || screen === "join" ? { username: undefined } : {}),
    ...(query.has("name") ? { username: query.get("name") ?? "" } : {}),
  });
  app.preferences.theme.value = ask<"system" | "light" | "dark">("theme", "system");
  document.documentElement.dir = ask("dir", "ltr");
  render(null, root);
  overlay.value = undefined;
  if (screen === "share") app.seats.value.get(room)!.sharing.value = true;
  if (screen === "create") overlay.value = { kind: "create", name: query.get("typed") ?? "" };
  if (screen === "safety" || screen === "room-settings") overlay.value = { kind: screen, id: room };
  if (screen === "destroy") overlay.value = { kind: "destroy", id: room, name: "Reading Club" };
  if (isDialog(screen)) overlay.value = { kind: screen };
  render(<App app={app} />, root);
};

showScreen(location.search);
