/** The circuit road: a WebSocket to a switchboard that patches through to the host. Relay SPEC.md, R1.3. */
import type { Clock } from "@partyline/protocol";
import { circuitUrl, parseSwitchboard, waitUrl } from "@partyline/relay";
import type { Dial } from "../ports/link.ts";
import { type Candidate, type OpenSocket, SocketRace } from "./socket-race.ts";

/** A dial that races the room's switchboards in their order. What is no switchboard's address is passed over. */
export function circuitDial(clock: Clock, open: OpenSocket): Dial {
  return ({ id, switchboards = [], waits = false }, events) =>
    new SocketRace(
      clock,
      open,
      switchboards.flatMap((switchboard) => candidateAt(switchboard, id, waits)),
      events,
    );
}

function candidateAt(switchboard: string, room: string, waits: boolean): Candidate[] {
  try {
    const address = parseSwitchboard(switchboard);
    const url = waits ? waitUrl(address, room) : circuitUrl(address, room);
    return [{ url, road: { kind: "switchboard", url: address.http } }];
  } catch {
    return [];
  }
}
