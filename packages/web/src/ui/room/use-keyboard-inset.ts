import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/**
 * Keeps an element above the keyboard on the screen, where the browser lays it over the page instead of making the
 * page smaller (iOS; Android follows `interactive-widget=resizes-content`). Sets `--keyboard` on it, in pixels.
 */
export function useKeyboardInset(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const look = () => {
      // Zooming with two fingers makes it smaller too, and is no keyboard.
      const inset = view.scale > 1.01 ? 0 : Math.max(0, Math.round(window.innerHeight - view.height));
      element.current?.style.setProperty("--keyboard", `${inset}px`);
      // iOS also scrolls the page up to show the field, which stands above the keyboard already.
      if (inset > 0) window.scrollTo(0, 0);
    };
    view.addEventListener("resize", look);
    return () => view.removeEventListener("resize", look);
  }, [element]);
}
