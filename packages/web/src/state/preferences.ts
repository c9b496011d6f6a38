/** What a person likes, kept on the shelf. */
import { effect, type Signal, signal } from "@preact/signals-core";
import type { Preferences } from "./model.ts";
import type { Shelf } from "./shelf.ts";

const THEMES = ["system", "light", "dark"] as const;

/** `notify` begins as off: a browser asks for leave only when somebody switches it on. */
export function createPreferences(shelf: Shelf, mayNotify: boolean): Preferences {
  const kept = shelf.get("theme");
  const theme = signal(THEMES.find((one) => one === kept) ?? "system");
  const sound = switchOf("sound", true);
  const notify = switchOf("notify", false);
  effect(() => shelf.set("theme", theme.value === "system" ? undefined : theme.value));
  return { theme, sound, notify, mayNotify };

  function switchOf(key: string, normal: boolean): Signal<boolean> {
    const text = shelf.get(key);
    const value = signal(text === undefined ? normal : text === "on");
    effect(() => shelf.set(key, value.value ? "on" : "off"));
    return value;
  }
}
