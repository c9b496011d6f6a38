/** The page's composition root. */
import { render } from "preact";
import { openApp } from "./backend/open-app.ts";
import { App } from "./ui/app.tsx";

const app = await openApp();
render(<App app={app} />, document.getElementById("app")!);
