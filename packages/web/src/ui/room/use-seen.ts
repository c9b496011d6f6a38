import { useEffect } from "preact/hooks";
import type { RoomModel } from "../../state/model.ts";

/** Tells the room whether it is on the screen of a page that is looked at. */
export function useSeen(room: RoomModel): void {
  useEffect(() => {
    const look = () => room.setSeen(document.visibilityState === "visible" && document.hasFocus());
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
      room.setSeen(false);
    };
  }, [room]);
}
