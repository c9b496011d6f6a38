import type { MessageEvent, RoomEvent } from "@partyline/protocol";

/** A message of somebody, for tests. */
export const said = (
  seq: number,
  text = `text ${seq}`,
  client = "00000000000000ff",
  n = seq,
): MessageEvent => ({
  seq,
  at: 1_700_000_000_000 + seq,
  kind: "message",
  by: "aaaaaaaaaaaaaaaa",
  from: "Anna",
  text,
  client,
  n,
});

export const seqs = (events: readonly RoomEvent[]): number[] => events.map(({ seq }) => seq);
