/** Puts the page together: which kind it is, what stands behind it, and the model of it all. */
import { browserDial, nobleProvider } from "@partyline/client/browser";
import { systemClock } from "@partyline/protocol";
import { type App, createApp } from "../state/app-model.ts";
import { createNotifier } from "../state/notify.ts";
import { applyTheme } from "../state/theme.ts";
import {
  browserFrame,
  browserHistory,
  browserNotify,
  browserShelf,
  browserTheme,
  mayNotify,
  onWake,
} from "./browser-ground.ts";
import { pageKind } from "./page-kind.ts";

const clock = systemClock;

const dayOf = (at: number): string => new Date(at).toDateString();

export async function openApp(): Promise<App> {
  const kind = await pageKind({ origin: location.origin, fetch: (url) => fetch(url) });
  const backend =
    kind === "console"
      ? (await import("./own-device.ts")).ownDevice()
      : await (await import("./visitor.ts")).visitor();
  const app: App = createApp({
    backend,
    parts: { dial: browserDial, clock, provider: nobleProvider, random: Math.random },
    clock,
    frame: browserFrame,
    shelf: browserShelf(() => localStorage),
    secrets: browserShelf(() => sessionStorage),
    history: browserHistory,
    dayOf,
    mayNotify: mayNotify(),
    leaveTo: (url) => location.assign(url),
    heard: createNotifier(() => app, clock, browserNotify()),
  });
  onWake(() => app.wake());
  applyTheme(app.preferences.theme, browserTheme());
  return app;
}
