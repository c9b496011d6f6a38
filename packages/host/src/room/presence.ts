/** Who is here. A member is here while any session is, and for a short grace after the last. */
import { GONE_MS } from "../limits.ts";
import type { Effect } from "./effects.ts";
import { memberOf, type RoomState } from "./state.ts";

function signal(state: RoomState, id: string, presence: "here" | "away" | "gone"): Effect {
  return {
    do: "signal",
    signal: { kind: "presence", by: id, from: memberOf(state, id).name, state: presence },
  };
}

/** One more session of a member is in the room. */
export function arrive(state: RoomState, id: string): Effect[] {
  const sessions = state.here.get(id) ?? 0;
  state.here.set(id, sessions + 1);
  if (sessions > 0 || state.leaving.delete(id)) return [];
  return [
    signal(state, id, "here"),
    { do: "notice", kind: "joined", member: { id, name: memberOf(state, id).name } },
  ];
}

/** One session fewer; `atOnce` where the member said so. */
export function depart(state: RoomState, id: string, atOnce: boolean): Effect[] {
  const sessions = (state.here.get(id) ?? 1) - 1;
  if (sessions > 0) {
    state.here.set(id, sessions);
    return [];
  }
  state.here.delete(id);
  state.departures += 1;
  state.leaving.set(id, state.departures);
  return atOnce ? gone(state, id) : [{ do: "wait", ms: GONE_MS, member: id, departure: state.departures }];
}

/** The grace is over. */
export function gone(state: RoomState, id: string): Effect[] {
  if (!state.leaving.delete(id)) return [];
  return [
    signal(state, id, "gone"),
    { do: "notice", kind: "left", member: { id, name: memberOf(state, id).name } },
  ];
}

export const stepAway = (state: RoomState, id: string, away: boolean): Effect[] => [
  signal(state, id, away ? "away" : "here"),
];

export const isHere = (state: RoomState, id: string): boolean => state.here.has(id) || state.leaving.has(id);
