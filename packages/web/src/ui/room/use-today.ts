import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { untilTomorrow } from "./format.ts";

/** A moment of the day that it is; it changes when the next one begins, also after a night asleep. */
const today = signal(Date.now());

/** Milliseconds since 1970: for "Today" and "Yesterday". The caller is drawn again when they change. */
export function useToday(): number {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const now = Date.now();
      if (new Date(now).toDateString() !== new Date(today.peek()).toDateString()) today.value = now;
      clearTimeout(timer);
      timer = setTimeout(look, untilTomorrow(now) + 1_000);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return today.value;
}
