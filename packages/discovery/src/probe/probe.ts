import { DiscoveryError, type ProbeErrorCode } from "../errors.ts";
import { type FetchOptions, fetchWellKnown } from "./fetch-well-known.ts";
import type { WellKnownRoom } from "./well-known.ts";

/** Whether a room is open at an address, with what its host says of it; or why not. */
export type ProbeResult = { ok: true; info: WellKnownRoom } | { ok: false; code: ProbeErrorCode };

/**
 * Asks one address whether a room is open there: what the LAN lists may be the ghost of a killed host.
 * Never rejects.
 */
export async function probe(
  target: { address: string; port: number; id: string } & FetchOptions,
): Promise<ProbeResult> {
  const { address, port, id, ...options } = target;
  try {
    const { rooms } = await fetchWellKnown(address, port, options);
    const info = rooms.find((room) => room.id === id);
    return info === undefined ? { ok: false, code: "ROOM_NOT_OPEN" } : { ok: true, info };
  } catch (error) {
    return { ok: false, code: toProbeCode(error) };
  }
}

function toProbeCode(error: unknown): ProbeErrorCode {
  const code = error instanceof DiscoveryError ? error.code : undefined;
  return code === "TIMEOUT" || code === "NOT_PARTYLINE" || code === "TOO_BIG" ? code : "UNREACHABLE";
}
