/** Puts the keyboard into the home screen's search, which may still be on its way. */
import { signal } from "@preact/signals";

/** Whether the search field, as soon as it is there, is to take the focus; it takes this back then. */
export const searchWanted = signal(false);

export function focusSearch(): void {
  searchWanted.value = true;
}
