/** Seeds that once found something, and what it was. A change of the plans in `simulate.ts` or `faults.ts` makes other
 *  runs of all seeds: then `run.ts` looks for the same again, with the mend taken out. */
export const PINNED: readonly { readonly seed: number; readonly found: string }[] = [
  {
    seed: 20093,
    found: "a replay that the road could not give, with something said before the page: catching up for ever",
  },
  { seed: 40004, found: "the page behind a welcome was withheld: catching up for ever on a link that beats" },
  {
    seed: 5578,
    found: "a spoiled batch in a switchboard's ring was repeated to whoever came back, for ever",
  },
  {
    seed: 651,
    found: "a registration without an answer: the room was off its switchboard while the trunk lived",
  },
  {
    seed: 51494,
    found: "a registration refused once (BAD_PROOF) was never tried again while the trunk lived",
  },
];

/** Seeds in which one thing went wrong, and somebody was live again long after its end: how long, and what they waited
 *  for. */
export const SLOW: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 826, found: "16 s for the answer to a handshake" },
  { seed: 129, found: "12 s for the answer to a sending" },
  { seed: 2845, found: "15 s for the next try at a switchboard and at the host's address" },
  { seed: 2457, found: "13 s for a room that a switchboard had called OFFLINE" },
];
