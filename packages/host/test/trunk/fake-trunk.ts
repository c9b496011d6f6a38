/** One trunk at a fake switchboard, and the circuits on it. */
import {
  type Buried,
  type Challenge,
  chunksOf,
  decodeHostFrame,
  encodeBuried,
  encodeClose,
  encodeCredit,
  encodeGoaway,
  encodeHello,
  encodeListing,
  encodeMissed,
  encodeOpen,
  encodeRefused,
  encodeRegistered,
  type HostFrame,
  LinkFrames,
  type List,
  type Listing,
  limits,
  verifyRecord,
  verifyRegister,
  verifyTombstone,
} from "@partyline/relay";
import { whole } from "../../src/listeners/trunk/uplink.ts";
import type { Changes } from "./changes.ts";

/** A batch as the switchboard has it. */
export interface RingBatch {
  epoch: number;
  number: number;
  frame: Uint8Array;
}

/** The switchboard around a trunk. */
export interface Board {
  readonly changes: Changes;
  readonly trunks: FakeTrunk[];
  /** The trunk that has a room, by room. */
  readonly holders: Map<string, { trunk: FakeTrunk; generation: number }>;
  /** What receipts are signed with, base64url. */
  readonly key: string;
  /** Whether it says hello. */
  greets: boolean;
  /** Whether the trunk's window is granted again. */
  grants: boolean;
  /** The code with which every registration is refused. */
  refuses: string | undefined;
  holder(room: string): { trunk: FakeTrunk; generation: number } | undefined;
  judge(list: List): Listing;
  ringOf(room: string): { epoch: number; first: number; next: number } | null;
  cast(room: string, batch: RingBatch): void;
  /** What it says to a tombstone that holds; undefined for nothing, as one of an earlier version. */
  judgeTombstone(room: string): Omit<Buried, "room"> | undefined;
  replay(room: string, from: { epoch: number; from: number }): RingBatch[] | undefined;
}

/** The transport of one trunk, as seen from the switchboard. */
export interface Wire {
  send(bytes: Uint8Array): void;
  close(code: number): void;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

export class FakeTrunk {
  readonly board: Board;
  readonly wire: Wire;
  readonly nonce: string;
  readonly authority: string;
  readonly frames: HostFrame[] = [];
  /** Bytes of frames that came. */
  bytes = 0;
  readonly rooms = new Map<number, string>();
  readonly circuits = new Map<number, FakeCircuit>();
  closed = false;
  fault: unknown;
  #nextCircuit = 1;

  constructor(board: Board, wire: Wire, authority: string) {
    this.board = board;
    this.wire = wire;
    this.authority = authority;
    this.nonce = base64url(new Uint8Array(32).fill(board.trunks.length + 1));
    board.trunks.push(this);
    if (board.greets) this.greet();
  }

  greet(): void {
    this.wire.send(encodeHello({ v: 1, nonce: this.nonce, key: this.board.key }));
  }

  of<K extends HostFrame["kind"]>(kind: K): Extract<HostFrame, { kind: K }>[] {
    return this.frames.filter((frame) => frame.kind === kind) as never;
  }

  get kinds(): string[] {
    return this.frames.map(({ kind }) => kind);
  }

  /** A client dials the room; `tag` stands for its address. */
  open(room: string, tag = 7): FakeCircuit {
    const number = this.#nextCircuit++;
    const [roomNumber] = [...this.rooms].find(([, id]) => id === room) ?? [0];
    const circuit = new FakeCircuit(number, this, room);
    this.circuits.set(number, circuit);
    this.wire.send(encodeOpen(number, roomNumber, new Uint8Array(8).fill(tag)));
    return circuit;
  }

  goaway(seconds: number): void {
    this.wire.send(encodeGoaway(seconds));
  }

  received(bytes: Uint8Array): void {
    this.bytes += bytes.length;
    try {
      const frame = decodeHostFrame(bytes.slice());
      this.frames.push(frame);
      this.#run(frame);
    } catch (error) {
      this.fault = error;
      this.wire.close(4100);
    }
    this.board.changes.tell();
  }

  ended(): void {
    this.closed = true;
    this.circuits.clear();
    this.board.changes.tell();
  }

  #run(frame: HostFrame): void {
    const { board, wire } = this;
    switch (frame.kind) {
      case "register": {
        const { register, room } = frame;
        const challenge: Challenge = { nonce: this.nonce, authority: this.authority };
        verifyRegister(register, challenge);
        const refusal = board.refuses;
        if (refusal) {
          wire.send(encodeRefused(room, { code: refusal, detail: "" }));
          return;
        }
        const held = board.holder(register.room);
        if (held && held.generation >= register.generation) {
          wire.send(encodeRefused(room, { code: "DISPLACED", detail: "" }));
          return;
        }
        if (held) held.trunk.displace(register.room);
        this.rooms.set(room, register.room);
        board.holders.set(register.room, { trunk: this, generation: register.generation });
        wire.send(encodeRegistered(room, { ring: board.ringOf(register.room) }));
        return;
      }
      case "unregister":
        board.holders.delete(this.#room(frame.room));
        this.rooms.delete(frame.room);
        return;
      case "list":
        verifyRecord(frame.list.record);
        wire.send(encodeListing(frame.room, board.judge(frame.list)));
        return;
      case "tombstone": {
        const { room } = frame.tombstone;
        verifyTombstone(frame.tombstone);
        const word = board.holder(room) ? { code: "DISPLACED", detail: "" } : board.judgeTombstone(room);
        if (word) wire.send(encodeBuried({ room, ...word }));
        return;
      }
      case "cast": {
        const room = this.#room(frame.room);
        board.cast(room, { epoch: frame.epoch, number: frame.batchNo, frame: frame.payload });
        for (const circuit of this.circuits.values())
          if (circuit.admitted && circuit.room === room) circuit.give(frame.payload);
        return;
      }
      case "data": {
        if (frame.bulk && board.grants) wire.send(encodeCredit(0, frame.payload.length));
        const circuit = this.circuits.get(frame.circuit);
        if (!circuit) return;
        if (circuit.takes) wire.send(encodeCredit(frame.circuit, frame.payload.length));
        const linkFrame = circuit.assembly.take(frame);
        if (linkFrame) circuit.give(linkFrame);
        return;
      }
      case "admit": {
        const circuit = this.circuits.get(frame.circuit);
        if (!circuit) return;
        circuit.admitted = { replay: frame.replay };
        if (!frame.replay) return;
        const batches = board.replay(circuit.room, frame.replay);
        if (!batches) wire.send(encodeMissed(frame.circuit));
        for (const batch of batches ?? []) circuit.give(batch.frame);
        return;
      }
      case "close": {
        const circuit = this.circuits.get(frame.circuit);
        this.circuits.delete(frame.circuit);
        if (circuit) circuit.closedWith = frame.code;
        return;
      }
      default:
        return;
    }
  }

  displace(room: string): void {
    for (const [number, id] of this.rooms) {
      if (id !== room) continue;
      this.rooms.delete(number);
      for (const circuit of this.circuits.values())
        if (circuit.room === room) this.circuits.delete(circuit.number);
      this.wire.send(encodeRefused(number, { code: "DISPLACED", detail: "" }));
    }
  }

  #room(number: number): string {
    const room = this.rooms.get(number);
    if (room === undefined) throw new Error(`room ${number} is not registered`);
    return room;
  }
}

export class FakeCircuit {
  readonly number: number;
  readonly trunk: FakeTrunk;
  readonly room: string;
  admitted: { replay: { epoch: number; from: number } | undefined } | undefined;
  closedWith: number | undefined;
  /** Link frames for the client: those of the host, and casts, in the order in which they are written to it. */
  readonly frames: Uint8Array[] = [];
  /** Called with each. */
  deliver: (frame: Uint8Array) => void = () => {};
  /** Whether the client takes what comes; else nothing is granted. */
  takes = true;
  readonly assembly = new LinkFrames();

  constructor(number: number, trunk: FakeTrunk, room: string) {
    this.number = number;
    this.trunk = trunk;
    this.room = room;
  }

  /** A link frame of the client. */
  send(frame: Uint8Array): void {
    for (const parts of chunksOf(this.number, frame, frame.length > limits.BULK_ABOVE_BYTES))
      this.trunk.wire.send(whole(parts));
  }

  /** The client goes. */
  close(code = 1006): void {
    this.trunk.circuits.delete(this.number);
    this.trunk.wire.send(encodeClose(this.number, code));
  }

  give(frame: Uint8Array): void {
    this.frames.push(frame);
    this.deliver(frame);
  }
}
