/** The direct road: a WebSocket to one of the host's addresses, whichever answers first. */
import type { Clock } from "@partyline/protocol";
import type { Dial, RoomTarget } from "../ports/link.ts";
import { type OpenSocket, SocketRace } from "./socket-race.ts";

type Address = RoomTarget["addresses"][number];

/** The URL of a room at an address. A zone (RFC 6874) is left out: the WHATWG URL standard refuses it. */
export function socketUrl(room: string, { address, port }: Address): string {
  const host = address.includes(":") ? `[${address.replace(/%.*$/, "")}]` : address;
  return `ws://${host}:${port}/r/${room}`;
}

/** A dial that races the room's addresses in their order. */
export function directDial(clock: Clock, open: OpenSocket): Dial {
  return ({ id, addresses }, events) => {
    const candidates = addresses.map(({ address, port }) => ({
      url: socketUrl(id, { address, port }),
      road: { kind: "direct", address, port } as const,
    }));
    return new SocketRace(clock, open, candidates, events);
  };
}
