import "./toast.css";
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

interface Toast {
  readonly key: number;
  readonly words: string;
}

/** How long one stays, in milliseconds: long enough to read two lines twice. */
const STAYS = 5_000;

const shown = signal<Toast | undefined>(undefined);
let made = 0;

/** Says in a few words that something was done; the newest replaces the one before. Errors belong where they arose. */
export function toast(words: string): void {
  made += 1;
  const mine = { key: made, words };
  shown.value = mine;
  setTimeout(() => {
    if (shown.value === mine) shown.value = undefined;
  }, STAYS);
}

/** Where they appear: once, in the shell. A popover, so that it stands over dialogs too. */
export function Toasts() {
  const region = useRef<HTMLDivElement>(null);
  const now = shown.value;
  useLayoutEffect(() => {
    const element = region.current;
    if (!element) return;
    // Shown again, so that it lies over a dialog that was opened after it.
    if (element.matches(":popover-open")) element.hidePopover();
    if (now) element.showPopover();
  }, [now]);
  return (
    <>
      <div ref={region} class="toast" popover="manual" aria-hidden="true">
        {now?.words}
      </div>
      <p class="hidden-text" role="status">
        {now?.words}
      </p>
    </>
  );
}
