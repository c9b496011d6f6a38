/** Circuits: from a client's first link frame to the end. */
import {
  closeOfClient,
  encodeClose,
  encodeCredit,
  encodeOpen,
  limits,
  type RelayErrorCode,
  relayCloseCodeOf,
} from "@partyline/relay";
import { Fifo } from "./fifo.ts";
import { messageOf } from "./message.ts";
import { type Circuit, countEnd, countRefusal, forgetIfEmpty, type State, type Trunk } from "./state.ts";

/** A link frame from the client. */
export function fromClient(state: State, circuit: Circuit, linkFrame: Uint8Array): void {
  const { length } = linkFrame;
  if (circuit.life.life === "ended") return;
  const greeting = circuit.life.life === "greeting";
  if (length === 0 || length > (greeting ? limits.HELLO_BYTES : limits.LINK_FRAME_BYTES)) {
    refuseClient(state, circuit, length === 0 ? "BAD_FRAME" : "FRAME_TOO_LARGE");
    return;
  }
  const { limits: caps, now } = state.options;
  const at = now();
  const wait = Math.max(
    circuit.frames.draw(1, at, caps.clientFrames),
    circuit.bytes.draw(length, at, caps.clientBytes),
  );
  if (wait > 0) circuit.outlet.rest(wait);
  state.counts.fromClients += 1;
  if (greeting && !open(state, circuit)) return;
  if (circuit.unsent || !circuit.credit.open) {
    circuit.unsent ??= new Fifo();
    circuit.unsent.push(linkFrame);
    circuit.unsentBytes += length;
    circuit.outlet.read(false);
    if (circuit.unsentBytes > caps.clientUnsent) refuseClient(state, circuit, "RESUME");
  } else toHost(state, circuit, linkFrame);
}

/** Opens the circuit on the trunk that its room has. */
function open(state: State, circuit: Circuit): boolean {
  const { limits: caps, now } = state.options;
  const { room } = circuit;
  const refusal: RelayErrorCode | undefined = !room.at
    ? "OFFLINE"
    : room.at.trunk.clogged ||
        !state.opens.take(1, now(), caps.nodeOpens) ||
        !room.opens.take(1, now(), caps.opens)
      ? "BUSY"
      : undefined;
  if (refusal || !room.at) {
    if (!room.at) showTombstone(state, circuit);
    refuseClient(state, circuit, refusal ?? "OFFLINE");
    return false;
  }
  const { trunk, registration } = room.at;
  const number = trunk.nextCircuit++;
  circuit.life = { life: "open", trunk, number };
  trunk.circuits.set(number, circuit);
  state.counts.opened += 1;
  trunk.uplink.send(encodeOpen(number, registration.number, circuit.peer.tag));
  return true;
}

/** What a client of a room that is no more is told before OFFLINE: the room's own word (R3.12). */
export function showTombstone({ options }: State, { room, outlet }: Circuit): void {
  const tombstone = options.registry.tombstone(room.id);
  if (tombstone) outlet.write(messageOf(options.allocate, tombstone));
}

function toHost(state: State, circuit: Circuit, linkFrame: Uint8Array): void {
  if (circuit.life.life !== "open" && circuit.life.life !== "admitted") return;
  const { trunk, number } = circuit.life;
  circuit.credit.spend(linkFrame.length);
  trunk.uplink.data(number, linkFrame);
  judgeUplink(state, trunk);
}

/** The host grants to a circuit: what waited goes on. Error: CREDIT. */
export function grantCircuit(state: State, circuit: Circuit, bytes: number): void {
  circuit.credit.grant(bytes);
  while (circuit.unsent && circuit.credit.open) {
    const next = circuit.unsent.shift();
    if (next) {
      circuit.unsentBytes -= next.length;
      toHost(state, circuit, next);
    } else circuit.unsent = undefined;
  }
  readIfMay(circuit);
}

function readIfMay(circuit: Circuit): void {
  const { life } = circuit;
  if (life.life === "open" || life.life === "admitted")
    circuit.outlet.read(!circuit.unsent && !life.trunk.clogged);
}

/** Stops reading clients whose host does not read, and goes on when it does. */
export function judgeUplink({ options }: State, trunk: Trunk): void {
  const { trunkWaiting } = options.limits;
  const clogged = trunk.uplink.waiting > (trunk.clogged ? trunkWaiting / 2 : trunkWaiting);
  if (clogged === trunk.clogged) return;
  trunk.clogged = clogged;
  for (const circuit of trunk.circuits.values()) readIfMay(circuit);
}

/** A whole link frame from the host, whose payload was `bytes`. */
export function toClient(state: State, circuit: Circuit, linkFrame: Uint8Array, bytes: number): void {
  const { allocate, now } = state.options;
  const taken = circuit.outbox.data(messageOf(allocate, linkFrame), bytes, now());
  if (taken < 0) endCircuit(state, circuit, "RESUME");
  else grantHost(circuit, taken);
}

/** The client's socket has taken what was written. */
export function drainClient(state: State, circuit: Circuit): void {
  if (circuit.life.life === "ended") return;
  const taken = circuit.outbox.drained(state.options.now());
  if (taken < 0) endCircuit(state, circuit, "RESUME");
  else grantHost(circuit, taken);
}

function grantHost(circuit: Circuit, taken: number): void {
  const { life } = circuit;
  if (taken === 0 || (life.life !== "open" && life.life !== "admitted")) return;
  const grant = circuit.received.taken(taken);
  if (grant > 0) life.trunk.uplink.send(encodeCredit(life.number, grant));
}

/** Ends a circuit for a reason of the switchboard's: the client is told, and so is the host. */
export function endCircuit(
  state: State,
  circuit: Circuit,
  code: RelayErrorCode,
  reason: string = code,
): void {
  if (circuit.life.life === "ended") return;
  countEnd(state, code);
  leave(state, circuit, relayCloseCodeOf(code));
  circuit.outlet.close(relayCloseCodeOf(code), reason);
}

/** As `endCircuit`, for what the client did or could not have. */
function refuseClient(state: State, circuit: Circuit, code: RelayErrorCode): void {
  countRefusal(state, code);
  endCircuit(state, circuit, code);
}

/** The host has closed it, with a code that its client is given (R4.11). */
export function closeByHost(state: State, circuit: Circuit, code: number): void {
  leave(state, circuit, undefined);
  circuit.outlet.close(code, "");
}

/** The client's connection is gone. */
export function closeByClient(state: State, circuit: Circuit, code: number): void {
  if (circuit.life.life !== "ended") leave(state, circuit, closeOfClient(code));
}

/** Takes a circuit out of everything. `code` for the host; undefined where it closed the circuit itself, or is gone. */
export function leave(state: State, circuit: Circuit, code: number | undefined): void {
  const { life, room } = circuit;
  circuit.life = { life: "ended" };
  circuit.unsent = undefined;
  state.circuits.delete(circuit);
  room.circuits.delete(circuit);
  room.admitted.delete(circuit);
  if (life.life === "open" || life.life === "admitted") {
    life.trunk.circuits.delete(life.number);
    life.trunk.uplink.forget(life.number);
    if (code !== undefined && life.trunk.life.life !== "ended")
      life.trunk.uplink.send(encodeClose(life.number, code));
  }
  forgetIfEmpty(state, room);
}
