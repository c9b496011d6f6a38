/** Which of the three pages this is: the console's own, a host's for its guests, or a switchboard's. All serve the same
 *  files. */
import type { PageKind } from "../state/model.ts";

/** `mark` is what the server wrote into the page (<meta name="partyline-page">): the console and a switchboard say who
 *  they are, a host does not. */
export const pageKind = (mark: string | undefined): PageKind =>
  mark === "console" || mark === "switchboard" ? mark : "guest";
