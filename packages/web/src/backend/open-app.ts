/** Puts the page together: which kind it is, what stands behind it, and the model of it all. */
import { browserDial, nobleProvider, openBrowserStore, viaOfPage } from "@partyline/client/browser";
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
import type { Backend } from "./ports.ts";

const clock = systemClock;

const dayOf = (at: number): string => new Date(at).toDateString();

/** See `pageKind`. */
const markOfPage = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="partyline-page"]')?.content;

/** What stands behind the page: each kind loads its own. */
async function openBackend(): Promise<Backend> {
  const kind = pageKind(markOfPage());
  if (kind === "console") return (await import("./own-device.ts")).ownDevice();
  const [kept, open] = await Promise.all([
    openBrowserStore(),
    kind === "guest"
      ? import("./visitor.ts").then(({ visitor }) => visitor)
      : import("./caller.ts").then(({ caller }) => caller),
  ]);
  return open(kept);
}

export async function openApp(): Promise<App> {
  const backend = await openBackend();
  const via = viaOfPage();
  const app: App = createApp({
    backend,
    parts: {
      dial: browserDial,
      clock,
      provider: nobleProvider,
      random: Math.random,
      ...(via ? { via } : {}),
    },
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
