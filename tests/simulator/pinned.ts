/** Seeds that once found something, and what it was. A change of a plan or of a fault makes other runs of its seeds: then
 *  `sharpness.ts --only NAME` finds a seed for the same again, by the bug of that name in `bugs.ts`. */
import type { PlanName } from "./plans.ts";

export interface Pinned {
  readonly seed: number;
  readonly plan: PlanName;
  /** The bug in `bugs.ts` that takes the mend out. */
  readonly bug: string;
  readonly found: string;
}

export const PINNED: readonly Pinned[] = [
  {
    seed: 1710,
    plan: "restores",
    bug: "what overtakes a page is taken for its proof",
    found:
      "the room's older copy had grown to a member's last event again: something new came before the page that shows the difference, and nobody told the member RESET",
  },
  {
    seed: 46,
    plan: "spoiled",
    bug: "a spoiled ring is asked again and again",
    found: "a spoiled batch in a switchboard's ring was repeated to whoever came back, for ever",
  },
  {
    seed: 825,
    plan: "withheld",
    bug: "a page that does not come is waited for for ever",
    found: "the page behind a welcome was withheld: catching up for ever on a link that beats",
  },
  {
    seed: 322,
    plan: "spoiled",
    bug: "a registration without an answer is waited for",
    found: "a registration without an answer: the room was off its switchboard while the trunk lived",
  },
  {
    seed: 298,
    plan: "spoiled",
    bug: "a proof that was refused is not made again",
    found: "a registration refused once (BAD_PROOF) was never tried again while the trunk lived",
  },
];
