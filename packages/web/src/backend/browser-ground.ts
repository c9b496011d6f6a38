/** What a browser gives to a page: storage, frames, history, waking, sound, notifications. Nothing of it throws. */
import { signal } from "@preact/signals-core";
import type { NotifyGround } from "../state/notify.ts";
import type { History } from "../state/place.ts";
import type { Frame } from "../state/room-options.ts";
import { memoryShelf, type Shelf } from "../state/shelf.ts";
import type { ThemeGround } from "../state/theme.ts";

const PREFIX = "partyline.";

/** A shelf in `localStorage` or `sessionStorage`; in memory where the browser refuses. */
export function browserShelf(storage: () => Storage): Shelf {
  const memory = memoryShelf();
  const guarded = <T>(task: () => T): T | undefined => {
    try {
      return task();
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => guarded(() => storage().getItem(PREFIX + key)) ?? memory.get(key),
    set(key, value) {
      const done = guarded(() => {
        if (value === undefined) storage().removeItem(PREFIX + key);
        else storage().setItem(PREFIX + key, value);
        return true;
      });
      memory.set(key, done ? undefined : value);
    },
  };
}

/** Without pictures to draw, a hidden page still counts what is unread, this often (milliseconds). */
const HIDDEN_MS = 250;

export const browserFrame: Frame = (task) => {
  let done = false;
  const once = () => {
    if (done) return;
    cancel();
    task();
  };
  const picture = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_MS);
  const cancel = () => {
    done = true;
    cancelAnimationFrame(picture);
    clearTimeout(timer);
  };
  return cancel;
};

export const browserHistory: History = {
  read: () => ({ path: location.pathname, fragment: location.hash }),
  push: (address) => history.pushState(null, "", address),
  replace: (address) => history.replaceState(null, "", address),
  onMove(listener) {
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  },
};

export const isVisible = (): boolean => document.visibilityState === "visible";

/** Calls `woken` on every hint that the network changed or that the person is back. */
export function onWake(woken: () => void): void {
  for (const hint of ["online", "pageshow", "focus"]) addEventListener(hint, woken);
  document.addEventListener("visibilitychange", () => {
    if (isVisible()) woken();
  });
  // Network Information API: not in every browser, and not in TypeScript's library.
  (navigator as { connection?: EventTarget }).connection?.addEventListener("change", woken);
}

/** Colours of the page behind the browser's own bars: --page of tokens.css. */
const BARS = { light: "#faf8f4", dark: "#151412" } as const;

export function browserTheme(): ThemeGround {
  const query = matchMedia("(prefers-color-scheme: dark)");
  const systemDark = signal(query.matches);
  query.addEventListener("change", () => {
    systemDark.value = query.matches;
  });
  const meta = document.createElement("meta");
  meta.name = "theme-color";
  document.head.append(meta);
  return {
    systemDark,
    show(theme, choice) {
      if (choice) document.documentElement.dataset.theme = choice;
      else delete document.documentElement.dataset.theme;
      meta.content = BARS[theme];
    },
  };
}

/** Notifications need a secure context: a guest's page over plain http has none. */
export const mayNotify = (): boolean => isSecureContext && "Notification" in window;

export function browserNotify(): NotifyGround {
  let audio: AudioContext | undefined;
  return {
    blip() {
      try {
        audio ??= new AudioContext();
        // A browser is silent until the person has touched the page; later sounds come through.
        if (audio.state === "suspended") void audio.resume().catch(() => {});
        playBlip(audio);
      } catch {
        // No sound here.
      }
    },
    notify(title, text, tag, opened) {
      if (!mayNotify() || Notification.permission !== "granted") return;
      try {
        const shown = new Notification(title, { body: text, tag });
        shown.onclick = () => {
          focus();
          opened();
          shown.close();
        };
      } catch {
        // Android has them for service workers only.
      }
    },
  };
}

/** 880 Hz falling to 660 Hz within 0.16 s, quietly. */
function playBlip(audio: AudioContext): void {
  const start = audio.currentTime;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.setValueAtTime(880, start);
  tone.frequency.exponentialRampToValueAtTime(660, start + 0.16);
  volume.gain.setValueAtTime(0.06, start);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.16);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.16);
}
