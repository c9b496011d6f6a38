/** What the status row says, the most important first. */
import type { Road } from "@partyline/client";
import { count } from "../words.ts";
import { safeLine } from "./safe-text.ts";

export interface Status {
  room: { name: string } | undefined;
  /** Where the connection stands. */
  state: string;
  /** How many members are here, this one included. */
  here: number;
  typing: string;
  /** Messages that are not acked. */
  unsent: number;
  /** The way to the room; a direct one is not worth a word. */
  road?: Road | undefined;
}

/** When all is well it names the room, who is here and who types; the connection shows only when it is broken. */
export function statusText({ room, state, here, typing, unsent, road }: Status): string {
  const well = state === "live" || state === "catching-up";
  const parts = [safeLine(room?.name ?? "")];
  if (!well) parts.push("Reconnecting...");
  if (unsent > 0) parts.push(well ? `${unsent} sending` : `${count(unsent, "message")} will be sent then`);
  if (well && here > 0) parts.push(here === 1 ? "only you are here" : `${here} here`);
  if (well && road?.kind === "switchboard") parts.push(`by way of ${new URL(road.url).host}`);
  if (well && typing) parts.push(typing);
  return parts.filter((part) => part !== "").join(" · ");
}
