/** One screen with made-up state, chosen by the address: `?screen=home&state=few&theme=dark&dir=rtl&kind=guest`. */
import { render } from "preact";
import { App } from "../../src/ui/app.tsx";
import { overlay } from "../../src/ui/shell/overlay.ts";
import { type FakeApp, fakeApp, type GalleryState, idOf } from "./fake-app.ts";

const query = new URLSearchParams(location.search);
const ask = <T extends string>(key: string, usual: NoInfer<T>): T => (query.get(key) as T | null) ?? usual;

const screen = ask<string>("screen", "home");
const room = idOf("read");
const inRoom = ["room", "share", "join", "missing", "no-seat"].includes(screen);

const app: FakeApp = fakeApp({
  kind: ask<"console" | "guest">("kind", "console"),
  state: ask<GalleryState>("state", "few"),
  place: inRoom
    ? { kind: "room", id: screen === "missing" || screen === "no-seat" ? idOf("none") : room }
    : { kind: "home" },
  missing: screen === "missing",
  mayNotify: query.get("notify") !== "no",
  ...(screen === "start" || screen === "join" ? { username: undefined } : {}),
  ...(query.has("name") ? { username: query.get("name") ?? "" } : {}),
});
app.preferences.theme.value = ask<"system" | "light" | "dark">("theme", "system");
document.documentElement.dir = ask("dir", "ltr");
if (screen === "share") app.seats.value.get(room)!.sharing.value = true;
if (screen === "create") overlay.value = { kind: "create", name: query.get("typed") ?? "" };
if (screen === "settings" || screen === "shortcuts") overlay.value = { kind: screen };
if (screen === "destroy") overlay.value = { kind: "destroy", id: room, name: "Reading Club" };

if (screen === "room-settings") overlay.value = { kind: screen, id: room };

render(<App app={app} />, document.getElementById("app")!);
