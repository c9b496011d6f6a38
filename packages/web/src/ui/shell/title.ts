import { useSignalEffect } from "@preact/signals";
import type { AppModel } from "../../state/model.ts";

/** The tab: unread messages and the room in its title, and a dot on its icon. */
export function usePageTitle(app: AppModel): void {
  useSignalEffect(() => {
    const place = app.place.value;
    const unread = app.unread.value;
    const room = place.kind === "room" ? app.seats.value.get(place.id)?.name.value : undefined;
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${room ? `${room} · ` : ""}Partyline`;
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const plain = new URL("../mark/favicon.svg", import.meta.url).href;
    const dotted = new URL("../mark/favicon-unread.svg", import.meta.url).href;
    const wanted = unread > 0 ? dotted : plain;
    // Browsers fetch an icon again when it is set to what it was.
    if (icon && icon.href !== wanted) icon.href = wanted;
  });
}
