/** Rooms on trunks: who has which, and what is cast to all who listen. */
import {
  encodeListing,
  encodeRefused,
  encodeRegistered,
  limits,
  RELAY_ERRORS,
  type Register,
  RelayError,
  type RelayErrorCode,
  verifyRegister,
} from "@partyline/relay";
import { endCircuit } from "./circuits.ts";
import { joined, messageOf } from "./message.ts";
import type { Batch } from "./ring.ts";
import {
  countRefusal,
  forgetIfEmpty,
  type Registration,
  type Room,
  roomOf,
  type State,
  type Trunk,
  withRing,
} from "./state.ts";
import { tellWaiting } from "./waiting.ts";

/** R3.3 to R3.7. What is refused leaves the trunk as it was. */
export function register(state: State, trunk: Trunk, number: number, message: Register): void {
  const refuse = (code: RelayErrorCode) => {
    countRefusal(state, code);
    trunk.uplink.send(encodeRefused(number, { code, detail: RELAY_ERRORS[code] }));
  };
  if (!state.registrations.take(trunk.peer.address, state.options.now())) {
    refuse("RATE");
    return;
  }
  try {
    prove(state, trunk, message);
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    refuse(error.code);
    return;
  }
  if (trunk.rooms.size >= limits.ROOMS_PER_TRUNK) {
    refuse("LIMIT");
    return;
  }
  const { cluster, registry } = state.options;
  const { room: id, generation } = message;
  const room = roomOf(state, id);
  const registration: Registration = { number, generation, room };
  if (!cluster.claim(id, generation, () => displace(state, trunk, registration))) {
    forgetIfEmpty(state, room);
    refuse("DISPLACED");
    return;
  }
  trunk.rooms.set(number, registration);
  // The one before may have let go of the room when it was displaced.
  state.rooms.set(id, room);
  room.at = { trunk, registration };
  withRing(state, room, (ring) => ring.expire(state.options.now()));
  trunk.uplink.send(encodeRegistered(number, { ring: room.ring.kept }));
  tellWaiting(state, room);
  registry.online(id, (listing) => {
    if (trunk.rooms.get(number) === registration) trunk.uplink.send(encodeListing(number, listing));
  });
}

/** Errors: WRONG_ROOM, BAD_PROOF. */
function prove({ options }: State, trunk: Trunk, message: Register): void {
  const challenges = trunk.authorities.map((authority) => ({ nonce: trunk.nonce, authority }));
  let failure: unknown = new RelayError("BAD_PROOF");
  for (const challenge of challenges) {
    try {
      verifyRegister(message, challenge, options.ed25519);
      return;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function displace(state: State, trunk: Trunk, registration: Registration): void {
  const detail = RELAY_ERRORS.DISPLACED;
  flushCasts(state, trunk);
  detach(state, trunk, registration);
  trunk.uplink.send(encodeRefused(registration.number, { code: "DISPLACED", detail }));
}

/** The host takes a room away (R3.8), or its trunk is gone (R3.9). */
export function release(state: State, trunk: Trunk, registration: Registration): void {
  const { cluster, registry } = state.options;
  detach(state, trunk, registration);
  cluster.release(registration.room.id, registration.generation);
  registry.offline(registration.room.id);
  forgetIfEmpty(state, registration.room);
}

function detach(state: State, trunk: Trunk, { number, room }: Registration): void {
  trunk.rooms.delete(number);
  if (room.at?.trunk !== trunk || room.at.registration.number !== number) return;
  room.at = undefined;
  for (const circuit of room.circuits)
    if (circuit.life.life !== "greeting") endCircuit(state, circuit, "HOST_GONE");
}

/** Gathers a batch for those who listen, and for the ring. */
export function cast(
  state: State,
  trunk: Trunk,
  room: Room,
  { epoch, batchNo, payload }: { epoch: number; batchNo: number; payload: Uint8Array },
): void {
  const { allocate, now, defer } = state.options;
  if (trunk.gathered && trunk.gathered.room !== room) flushCasts(state, trunk);
  if (!trunk.gathered) {
    trunk.gathered = { room, batches: [] };
    defer(() => flushCasts(state, trunk));
  }
  trunk.gathered.batches.push({ epoch, batchNo, message: messageOf(allocate, payload), at: now() });
  state.counts.casts += 1;
}

/** Writes what was gathered to every admitted circuit: the same buffer to each. It enters the ring only now, so that a
 *  replay which catches up in between does not come upon batches that are still to be written. */
export function flushCasts(state: State, trunk: Trunk): void {
  const { gathered } = trunk;
  if (!gathered) return;
  trunk.gathered = undefined;
  const { allocate, now } = state.options;
  const { room, batches } = gathered;
  keep(state, room, batches);
  const { length } = batches;
  const message = joined(
    allocate,
    batches.map((batch) => batch.message),
  );
  const at = now();
  state.counts.deliveries += room.admitted.size * length;
  state.counts.deliveredBytes += room.admitted.size * message.length;
  for (const circuit of room.admitted)
    if (!circuit.outbox.cast(message, length, at)) endCircuit(state, circuit, "RESUME");
}

function keep(state: State, room: Room, batches: readonly Batch[]): void {
  withRing(state, room, (ring) => {
    for (const batch of batches) ring.push(batch);
  });
  const { limits: caps, now } = state.options;
  const over = state.ringBytes - caps.rings;
  if (over > 0) withRing(state, room, (ring) => ring.expire(now(), over));
}
