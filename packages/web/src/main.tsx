/** The page's composition root. */
import { render } from "preact";
import { openApp } from "./backend/open-app.ts";
import { App, Starting } from "./ui/app.tsx";

const root = document.getElementById("app")!;
// A browser's storage can take a while, and the words appear only after a moment.
render(
  <div class="app">
    <Starting />
  </div>,
  root,
);
// Not awaited: the file that this is in would count as not yet run for those that are loaded later and import from it.
void openApp().then((app) => render(<App app={app} />, root));
