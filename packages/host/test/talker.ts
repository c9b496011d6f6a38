/** One client of a whole host, over a real socket. */
import type { Command, HostMessage } from "@partyline/protocol";
import { decodeHostMessage, encodeCommand } from "@partyline/protocol";
import { ClientChannel, memberKeyFor } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { WebSocket } from "ws";
import type { Host, HostedRoom } from "../src/index.ts";
import { client } from "./room/room.ts";

type Of<T extends HostMessage["type"]> = Extract<HostMessage, { type: T }>;

let installations = 0;

export class Talker {
  role = "";
  readonly #webSocket: WebSocket;
  readonly #channel: ClientChannel;
  readonly #messages: HostMessage[] = [];
  #wake = () => {};

  /** Resolves when the room has welcomed it; rejects with the code where it has not. */
  static async join(
    host: Host,
    room: HostedRoom,
    seed: Uint8Array,
    name: string,
    more: Pick<Extract<Command, { type: "hello" }>, "since" | "replay"> = {},
  ): Promise<Talker> {
    const talker = new Talker(host, room, seed, name, more);
    const first = await Promise.race([talker.heard("welcome"), talker.heard("bye")]);
    if (first.type === "bye") throw new Error(first.code);
    talker.role = first.you.role;
    return talker;
  }

  private constructor(host: Host, room: HostedRoom, seed: Uint8Array, name: string, more: object) {
    this.#webSocket = new WebSocket(`ws://127.0.0.1:${host.port}/r/${room.id}`);
    this.#channel = new ClientChannel({
      provider: nodeProvider,
      roomId: room.id,
      host: room.keys,
      memberKey: memberKeyFor(nodeProvider, seed, room.id),
      ...(room.token ? { token: new Uint8Array(Buffer.from(room.token, "base64url")) } : {}),
    });
    this.#webSocket.on("open", () => this.#webSocket.send(this.#channel.start()));
    this.#webSocket.on("message", (data: Buffer) => {
      for (const event of this.#channel.receive(new Uint8Array(data))) {
        if (event.kind === "reply") this.#webSocket.send(event.frame);
        if (event.kind === "open")
          this.say({ type: "hello", v: 1, name, client: client(0xf000 + ++installations), ...more });
        if (event.kind === "message") this.#messages.push(decodeHostMessage(event.plaintext));
      }
      this.#wake();
    });
  }

  say(command: Command): void {
    this.#webSocket.send(this.#channel.seal(encodeCommand(command)));
  }

  /** The first message of that type, waited for. */
  async heard<T extends HostMessage["type"]>(
    type: T,
    is: (message: Of<T>) => boolean = () => true,
  ): Promise<Of<T>> {
    for (;;) {
      const found = this.#messages.find((message) => message.type === type && is(message as Of<T>));
      if (found) return found as Of<T>;
      const before = this.#wake;
      await new Promise<void>((resolve) => {
        this.#wake = () => {
          before();
          resolve();
        };
      });
    }
  }

  /** Says it, and waits until it is done. */
  async ask(command: Command & { re: number }): Promise<void> {
    this.say(command);
    await this.heard("done", ({ re }) => re === command.re);
  }
}
