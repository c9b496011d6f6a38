/** Light or dark: `data-theme` on the page, and the colour of the browser around it. */
import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { Preferences } from "./model.ts";

export interface ThemeGround {
  /** Whether the system is dark now. */
  readonly systemDark: ReadonlySignal<boolean>;
  /** Puts it on the page; `choice` is undefined where the page follows the system. */
  show(theme: "light" | "dark", choice: "light" | "dark" | undefined): void;
}

/** Shows the chosen theme, now and whenever it changes; the answer stops it. */
export function applyTheme(theme: Preferences["theme"], { systemDark, show }: ThemeGround): () => void {
  return effect(() => {
    const { value } = theme;
    const system = systemDark.value ? "dark" : "light";
    show(value === "system" ? system : value, value === "system" ? undefined : value);
  });
}
