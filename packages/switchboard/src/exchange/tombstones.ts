/** Rooms that are no more: what a host says of them. SPEC.md of relay, R3.10 to R3.12. */
import {
  encodeBuried,
  RELAY_ERRORS,
  RelayError,
  type RelayErrorCode,
  type Tombstone,
  verifyTombstone,
} from "@partyline/relay";
import { countRefusal, type State, type Trunk } from "./state.ts";
import { tellWaiting } from "./waiting.ts";

/** Judges a tombstone, has it kept, and answers. Until it is kept, nobody is told. */
export function bury(state: State, trunk: Trunk, tombstone: Tombstone): void {
  const { room: id } = tombstone;
  const settle = (code: RelayErrorCode | undefined) => {
    if (code) countRefusal(state, code);
    if (trunk.life.life !== "ended")
      trunk.uplink.send(encodeBuried({ room: id, ...(code ? { code, detail: RELAY_ERRORS[code] } : {}) }));
    const room = state.rooms.get(id);
    if (!code && room) tellWaiting(state, room);
  };
  const refusal = refusalOf(state, trunk, tombstone);
  if (refusal) settle(refusal);
  else state.options.registry.bury(tombstone, settle);
}

function refusalOf(state: State, { peer }: Trunk, tombstone: Tombstone): RelayErrorCode | undefined {
  const { cluster, ed25519, now } = state.options;
  if (!state.burials.take(peer.address, now())) return "RATE";
  try {
    verifyTombstone(tombstone, ed25519);
  } catch (error) {
    if (error instanceof RelayError) return error.code;
    throw error;
  }
  // Who has the room's key and a fresh nonce says more than a word from before.
  return cluster.online(tombstone.room) ? "DISPLACED" : undefined;
}
