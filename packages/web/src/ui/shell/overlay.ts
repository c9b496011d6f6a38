/** Which dialog of the page is open. Those of one room (share, its settings) are the
 *  room screen's own. */
import { signal } from "@preact/signals";

export type Overlay =
  | { readonly kind: "create"; readonly name: string }
  | { readonly kind: "add-switchboard" }
  | { readonly kind: "recover" }
  | { readonly kind: "settings" }
  | { readonly kind: "shortcuts" }
  /** The owner's settings of a room that this page sits in. */
  | { readonly kind: "room-settings"; readonly id: string }
  /** Its safety number, and the road by which one is there. */
  | { readonly kind: "safety"; readonly id: string }
  | { readonly kind: "destroy"; readonly id: string; readonly name: string };

export const overlay = signal<Overlay | undefined>(undefined);

export function closeOverlay(): void {
  overlay.value = undefined;
}
