/** The frames of a trunk: one row each, with its gates, and the one runner that applies them all. */
import {
  asRelayError,
  encodeCredit,
  encodeMissed,
  type HostFrame,
  limits,
  RelayError,
} from "@partyline/relay";
import { closeByHost, endCircuit, grantCircuit, judgeUplink, toClient } from "./circuits.ts";
import { cast, flushCasts, register, release } from "./rooms.ts";
import type { Circuit, Registration, State, Trunk, TrunkLife } from "./state.ts";
import { bury } from "./tombstones.ts";

type Of<K extends HostFrame["kind"]> = Extract<HostFrame, { kind: K }>;

interface Row<F> {
  /** In which part of a trunk's life it may come. Error: UNEXPECTED_FRAME. */
  readonly life: TrunkLife["life"];
  /** Whether it draws on the budget for what costs a signature check or a write. Beyond it the trunk is read more
   *  slowly. */
  readonly control: boolean;
  /** Errors: RelayError, which ends the trunk. */
  run(state: State, trunk: Trunk, frame: F): void;
}

const live = { life: "live", control: false } as const;
const control = { life: "live", control: true } as const;

const TABLE: { readonly [K in HostFrame["kind"]]: Row<Of<K>> } = {
  hello: {
    life: "greeting",
    control: false,
    run(state, trunk, { hello }) {
      trunk.life = { life: "live" };
      state.options.logger("debug", "a host is here", { from: trunk.peer.address, agent: hello.agent });
    },
  },
  register: {
    ...control,
    run(state, trunk, { room, register: message }) {
      const { numbersPerTrunk } = state.options.limits;
      if (trunk.numbers.has(room) || trunk.numbers.size >= numbersPerTrunk)
        throw new RelayError("UNEXPECTED_FRAME", "The room's number was used before.");
      trunk.numbers.add(room);
      register(state, trunk, room, message);
    },
  },
  unregister: {
    ...control,
    run(state, trunk, { room }) {
      const registration = registrationOf(trunk, room);
      if (registration) release(state, trunk, registration);
    },
  },
  list: {
    ...control,
    run(state, trunk, { room, list }) {
      const registration = registrationOf(trunk, room);
      if (registration) state.options.registry.list(registration.room.id, list, trunk.peer.address);
    },
  },
  unlist: {
    ...control,
    run(state, trunk, { room, unlist }) {
      const registration = registrationOf(trunk, room);
      if (registration) state.options.registry.unlist(registration.room.id, unlist.release);
    },
  },
  tombstone: { ...control, run: (state, trunk, { tombstone }) => bury(state, trunk, tombstone) },
  cast: {
    ...live,
    run(state, trunk, frame) {
      const room = registrationOf(trunk, frame.room)?.room;
      if (!room) return;
      const wait = room.casts.draw(1, state.options.now(), state.options.limits.casts);
      if (wait > 0) trunk.outlet.rest(wait);
      cast(state, trunk, room, frame);
    },
  },
  data: { ...live, run: data },
  admit: { ...live, run: admit },
  close: {
    ...live,
    run(state, trunk, { circuit: number, code }) {
      const circuit = circuitOf(trunk, number);
      if (circuit) closeByHost(state, circuit, code);
    },
  },
  credit: {
    ...live,
    run(state, trunk, { circuit: number, grant }) {
      if (number === 0) {
        trunk.uplink.granted(grant);
        judgeUplink(state, trunk);
      } else {
        const circuit = circuitOf(trunk, number);
        if (circuit) grantCircuit(state, circuit, grant);
      }
    },
  },
  unknown: { ...live, run: () => {} },
};

/** Runs one decoded frame of `bytes` through its gates. Errors: RelayError, which ends the trunk. */
function run(state: State, trunk: Trunk, frame: HostFrame): void {
  const row = TABLE[frame.kind] as Row<HostFrame>;
  if (row.life !== trunk.life.life) throw new RelayError("UNEXPECTED_FRAME");
  if (row.control) {
    const wait = trunk.controls.draw(1, state.options.now(), state.options.limits.trunkControls);
    if (wait > 0) trunk.outlet.rest(wait);
  }
  // Casts before a frame come before it: a client is admitted, answered and closed at one exact place among them.
  if (frame.kind !== "cast") flushCasts(state, trunk);
  row.run(state, trunk, frame);
}

/** One message from a host. `decode` is relay's; budgets are charged before it. Errors: RelayError, whatever came. */
export function runFrame(
  state: State,
  trunk: Trunk,
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => HostFrame,
): void {
  const { limits: caps, now } = state.options;
  if (trunk.life.life === "greeting" && bytes.length > limits.HELLO_BYTES)
    throw new RelayError("FRAME_TOO_LARGE");
  const at = now();
  const wait = Math.max(
    trunk.frames.draw(1, at, caps.trunkFrames),
    trunk.bytes.draw(bytes.length, at, caps.trunkBytes),
  );
  if (wait > 0) trunk.outlet.rest(wait);
  state.counts.fromHosts += 1;
  try {
    run(state, trunk, decode(bytes));
  } catch (error) {
    throw asRelayError(error);
  }
}

/** Undefined where the room was here and is not any more: the frame is late. Error: UNEXPECTED_FRAME. */
function registrationOf(trunk: Trunk, number: number): Registration | undefined {
  if (!trunk.numbers.has(number))
    throw new RelayError("UNEXPECTED_FRAME", "A room that was never registered.");
  return trunk.rooms.get(number);
}

/** Undefined where the circuit is closed: the frame is late (R4.3). Error: UNEXPECTED_FRAME. */
function circuitOf(trunk: Trunk, number: number): Circuit | undefined {
  if (number >= trunk.nextCircuit)
    throw new RelayError("UNEXPECTED_FRAME", "A circuit that was never opened.");
  return trunk.circuits.get(number);
}

function data(state: State, trunk: Trunk, frame: Of<"data">): void {
  const { length } = frame.payload;
  if (frame.bulk) {
    // Granted as it arrives, whatever becomes of it, so that nobody who does not read holds up the others (R4.8).
    trunk.bulkCredit.received(length, true);
    const grant = trunk.bulkCredit.taken(length);
    if (grant > 0) trunk.uplink.send(encodeCredit(0, grant));
  }
  const circuit = circuitOf(trunk, frame.circuit);
  if (!circuit) return;
  circuit.received.received(length, circuit.linkFrames.idle);
  circuit.partial += length;
  const linkFrame = circuit.linkFrames.take(frame);
  if (!linkFrame) return;
  const bytes = circuit.partial;
  circuit.partial = 0;
  toClient(state, circuit, linkFrame, bytes);
}

function admit(state: State, trunk: Trunk, { circuit: number, replay }: Of<"admit">): void {
  const circuit = circuitOf(trunk, number);
  if (!circuit) return;
  if (circuit.life.life !== "open") throw new RelayError("UNEXPECTED_FRAME", "A circuit is admitted once.");
  const { room } = circuit;
  const now = state.options.now();
  const place = replay && room.ring.find(replay.epoch, replay.from);
  circuit.life = { ...circuit.life, life: "admitted" };
  room.admitted.add(circuit);
  if (place !== undefined) {
    state.counts.replayed += 1;
    if (!circuit.outbox.replay(room.ring, place, now)) endCircuit(state, circuit, "RESUME");
  } else if (replay) {
    state.counts.missed += 1;
    trunk.uplink.send(encodeMissed(number));
  }
}
