/** What the share panel says beside its links. Pure. */
import type { Hosted } from "@partyline/console";
import type { ShareRoad } from "../../state/model.ts";

/** What else to say: how it goes without scanning. */
export function shareWords(
  far: ShareRoad | undefined,
  near: ShareRoad | undefined,
  password: boolean,
): string {
  const asks = password ? " The room asks for its password." : "";
  const whole = " Send the link as it is: its end lets in, and nobody in between sees it.";
  if (!far) {
    if (near && isReadAloud(near))
      return `Or type the address into a browser on this network. Nothing to install.${asks}`;
    return `The link opens in any browser on this network. Nothing to install.${whole}${asks}`;
  }
  const secret = isReadAloud(far) ? "" : whole;
  return `The link opens in any browser. Nothing to install.${secret}${directWords(near)}${asks}`;
}

/** How it stands with the switchboards that do not carry the room, or not yet. */
export const waitingWords = (hosted: Pick<Hosted, "via"> | undefined): readonly string[] =>
  (hosted?.via ?? []).flatMap(({ state, words }) => (state === "listed" || state === "link" ? [] : [words]));

function directWords(near: ShareRoad | undefined): string {
  if (!near) return "";
  const what = isReadAloud(near) ? "the address is enough" : "its own link works";
  return ` On this network ${what}, also without the internet.`;
}

/** Whether the bare address leads there as well: a room on no list needs the whole link. */
export const isReadAloud = ({ link }: ShareRoad): boolean => !/#(?:.*\.)?[A-Za-z0-9_-]{22}$/.test(link);
