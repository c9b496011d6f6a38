/** What goes wrong outside any form: shown across the top of the page until the next try or until it is dismissed. */
import { signal } from "@preact/signals";
import type { AppModel, Failure, Outcome } from "../../state/model.ts";

export const problem = signal<Failure | undefined>(undefined);

/** Which room is being entered now: its card and row say so. */
export const entering = signal<string | undefined>(undefined);

/** Waits for something that was asked for and shows why it failed. */
export async function attempt(outcome: Promise<Outcome>): Promise<boolean> {
  problem.value = undefined;
  const done = await outcome;
  if (!done.ok) problem.value = done.failure;
  return done.ok;
}

/** Goes into a room of the lists: at once where its seat is kept. */
export async function enterRoom(app: AppModel, id: string): Promise<void> {
  if (app.seats.value.has(id)) {
    problem.value = undefined;
    app.go({ kind: "room", id });
    return;
  }
  entering.value = id;
  await attempt(app.enter(id));
  if (entering.value === id) entering.value = undefined;
}

/** For a link to a room: a plain click goes there within the page, the browser's own ways (new tab) stay. */
export function onRoomClick(app: AppModel, id: string) {
  return (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void enterRoom(app, id);
  };
}

/** Whether the program behind the page has ended: nothing can be asked of it until it is back. */
export const programGone = (app: AppModel): boolean =>
  app.notices.value.some((notice) => notice.kind === "program-gone");
