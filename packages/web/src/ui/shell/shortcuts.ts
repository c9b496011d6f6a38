/** Every shortcut of the page: this list is what the handler obeys and what the help shows. */
import type { AppModel } from "../../state/model.ts";
import { overlay } from "./overlay.ts";
import { focusSearch } from "./search-focus.ts";
import { stepRoom } from "./sidebar.tsx";

export interface Shortcut {
  /** The keys as they stand on a keyboard, one way to press them an entry. */
  readonly keys: readonly (readonly string[])[];
  readonly words: string;
  /** Absent for what the composer, a dialog or the browser handles itself. */
  readonly matches?: (event: KeyboardEvent) => boolean;
  readonly run?: (app: AppModel) => void;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const command = isMac ? "⌘" : "Ctrl";
const option = isMac ? "⌥" : "Alt";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

const plain = (event: KeyboardEvent) => !event.ctrlKey && !event.metaKey && !event.altKey;

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: "Anywhere",
    shortcuts: [
      {
        keys: [[command, "K"]],
        words: "Search rooms, or paste a link",
        matches: (event) =>
          (isMac ? event.metaKey : event.ctrlKey) &&
          !event.shiftKey &&
          !event.altKey &&
          event.key.toLowerCase() === "k",
        run: (app) => {
          app.go({ kind: "home" });
          focusSearch();
        },
      },
      {
        keys: [[option, "↑"]],
        words: "Previous room",
        matches: (event) => event.altKey && !event.ctrlKey && !event.metaKey && event.key === "ArrowUp",
        run: (app) => stepRoom(app, -1),
      },
      {
        keys: [[option, "↓"]],
        words: "Next room",
        matches: (event) => event.altKey && !event.ctrlKey && !event.metaKey && event.key === "ArrowDown",
        run: (app) => stepRoom(app, 1),
      },
      {
        keys: [["?"]],
        words: "Show these shortcuts",
        matches: (event) => event.key === "?" && plain(event) && !isTyping(event.target),
        run: () => {
          overlay.value = { kind: "shortcuts" };
        },
      },
      { keys: [["Esc"]], words: "Close what is open" },
    ],
  },
  {
    title: "In a room",
    shortcuts: [
      { keys: [["Enter"]], words: "Send" },
      {
        keys: [
          ["Shift", "Enter"],
          ["Ctrl", "Enter"],
        ],
        words: "New line",
      },
    ],
  },
];

/** Runs what the keys ask for. An open dialog keeps the keyboard to itself. */
export function onShortcut(app: AppModel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const hit = SHORTCUTS.flatMap((group) => group.shortcuts).find((shortcut) => shortcut.matches?.(event));
  if (!hit?.run) return;
  event.preventDefault();
  hit.run(app);
}
