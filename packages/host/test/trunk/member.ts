/** A member by way of a fake switchboard, with a real channel. */
import {
  type Batch,
  type Command,
  decodeBatch,
  decodeHostMessage,
  encodeCommand,
  type HostMessage,
  type Welcome,
} from "@partyline/protocol";
import { ClientChannel, type HostPublicKeys, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { seedOf } from "../people.ts";
import type { FakeCircuit } from "./fake-trunk.ts";

/** What leads a member in. */
export interface Door {
  id: string;
  keys: HostPublicKeys;
}

type Since = Extract<Command, { type: "hello" }>["since"];

let installations = 0x7000;

export class Member {
  readonly name: string;
  readonly circuit: FakeCircuit;
  readonly messages: HostMessage[] = [];
  readonly batches: Batch[] = [];
  readonly refusals: string[] = [];
  error: unknown;
  readonly #channel: ClientChannel;
  readonly #hello: Command;

  constructor(circuit: FakeCircuit, door: Door, name: string, since?: Since, replay = true) {
    this.name = name;
    this.circuit = circuit;
    this.#channel = new ClientChannel({
      provider: nodeProvider,
      roomId: door.id,
      host: door.keys,
      memberKey: memberKeyFor(nodeProvider, seedOf(name), door.id),
    });
    this.#hello = {
      type: "hello",
      v: 1,
      name,
      client: (++installations).toString(16).padStart(16, "0"),
      ...(since ? { since } : {}),
      ...(replay ? { replay: true } : {}),
    };
    circuit.deliver = (frame) => this.#take(frame);
    circuit.send(this.#channel.start());
  }

  say(command: Command): void {
    this.circuit.send(this.#channel.seal(encodeCommand(command)));
  }

  send(n: number, text: string): void {
    this.say({ type: "send", n, body: { kind: "message", text } });
  }

  of<T extends HostMessage["type"]>(type: T): Extract<HostMessage, { type: T }>[] {
    return this.messages.filter((message) => message.type === type) as never;
  }

  get welcome(): Welcome | undefined {
    return this.of("welcome")[0];
  }

  /** Texts heard in batches. */
  get heard(): string[] {
    return this.batches.flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === "message" ? [event.text] : [])),
    );
  }

  /** Where this copy of the log ends. */
  get end(): NonNullable<Since> {
    const paged = this.of("page").flatMap(({ events }) => events);
    const cast = this.batches.flatMap(({ events }) => events);
    const seq = Math.max(0, ...[...paged, ...cast].map((event) => event.seq));
    return { log: this.welcome?.room.log ?? "", seq };
  }

  #take(frame: Uint8Array): void {
    try {
      for (const event of this.#channel.receive(frame)) {
        if (event.kind === "reply") this.circuit.send(event.frame);
        else if (event.kind === "open") this.say(this.#hello);
        else if (event.kind === "refused") this.refusals.push(event.code);
        else if (event.kind === "batch") this.batches.push(decodeBatch(event.payload));
        else if (event.kind === "message") this.#hear(decodeHostMessage(event.plaintext));
      }
    } catch (error) {
      this.error = error;
    }
  }

  #hear(message: HostMessage): void {
    this.messages.push(message);
    const grant = message.type === "welcome" ? message.epoch : message.type === "epoch" ? message : undefined;
    if (!grant) return;
    this.#channel.setEpoch({
      epoch: grant.epoch,
      secret: new Uint8Array(Buffer.from(grant.secret, "base64url")),
      nextBatch: grant.next,
    });
  }
}
