/** One client's connection to a room: its channel, from the first frame to the last. */
import {
  type Command,
  decodeCommand,
  type ErrorCode,
  encodeHostMessage,
  type HostMessage,
  ProtocolError,
  SENTENCES,
} from "@partyline/protocol";
import { encodeRefuse, type HostChannel, SecureError } from "@partyline/secure";
import type { HostLink, Logger, Replay, Road } from "./ports.ts";
import type { ConnectionId, Opened } from "./room/index.ts";

/** What a connection needs of its room. */
export interface ConnectionRoom {
  /** Charges a password try: the tries left, below zero for none, "busy" while others are under way. */
  charge(address: string): number | "busy";
  /** What became of a try that was charged. */
  settle(address: string, isRight: boolean): void;
  opened(connection: Connection, who: Opened): void;
  command(connection: Connection, command: Command): void;
  /** A command that could not be read, though it told which request it was. */
  refused(connection: Connection, error: ProtocolError): void;
  /** The connection is no more; called once. */
  gone(connection: Connection): void;
  logger: Logger;
}

/** A connection's life: shaking hands; open, not yet admitted; in the room; over. */
type Life = "greeting" | "open" | "admitted" | "over";

export class Connection {
  readonly id: ConnectionId;
  readonly link: HostLink;
  readonly road: Road;
  readonly #channel: HostChannel;
  readonly #room: ConnectionRoom;
  #life: Life = "greeting";
  /** A password try was charged, and its answer is not known yet. */
  #trying = false;
  #cancelDeadline = () => {};
  #turn = Promise.resolve();

  constructor(id: ConnectionId, link: HostLink, road: Road, channel: HostChannel, room: ConnectionRoom) {
    this.id = id;
    this.link = link;
    this.road = road;
    this.#channel = channel;
    this.#room = room;
  }

  get life(): Life {
    return this.#life;
  }

  /** Until it is admitted, `cancel` belongs to the timer that ends it. */
  deadline(cancel: () => void): void {
    this.#cancelDeadline = cancel;
  }

  /** A frame has come. Whatever is in it, nothing is thrown: a fault ends this connection alone. */
  receive(bytes: Uint8Array): void {
    if (this.#life === "over") return;
    try {
      for (const event of this.#channel.receive(bytes)) {
        switch (event.kind) {
          case "reply":
            this.link.send(event.frame);
            break;
          case "attempt":
            if (!this.#attempt()) return;
            break;
          case "open":
            this.#life = "open";
            this.#settle(true);
            this.#room.opened(this, {
              id: event.memberId,
              key: Buffer.from(event.memberKey).toString("base64url"),
              token: event.token,
            });
            break;
          case "message":
            this.#command(event.plaintext);
            break;
        }
      }
    } catch (error) {
      this.#atFault(error);
    }
  }

  tell(message: HostMessage): void {
    this.write(encodeHostMessage(message));
  }

  /** Seals and queues one encoded message; nothing where the channel is not open, or has failed. */
  write(plaintext: Uint8Array, bulk = false): void {
    if (this.#life !== "over" && this.#channel.state === "open")
      this.link.send(this.#channel.seal(plaintext), bulk);
  }

  /** Runs `task` behind those before it, unless the connection is over by then: what a client asks to be read is
   *  read one after the other, so that asking for much costs the host no memory. */
  inTurn(task: () => Promise<void>): void {
    this.#turn = this.#turn.then(() => (this.#life === "over" ? undefined : task()));
  }

  /** From here on it hears what all members hear, with `replay` from an earlier batch on. */
  admit(replay?: Replay): void {
    if (this.#life !== "open") return;
    this.#cancelDeadline();
    this.#life = "admitted";
    this.road.admit(this.link, replay);
  }

  /** Says why, then closes. */
  end(code: ErrorCode): void {
    this.tell({ type: "bye", code, detail: SENTENCES[code] });
    this.release(code);
  }

  /** Closes without a word. May be called twice. */
  release(code: ErrorCode): void {
    if (this.#life === "over") return;
    this.#life = "over";
    this.#settle(false);
    this.#cancelDeadline();
    this.road.remove(this.link);
    this.link.close(code);
    this.#room.gone(this);
  }

  /** Answers a password try; false where it is sent away to come again. */
  #attempt(): boolean {
    const left = this.#room.charge(this.link.address);
    if (left === "busy") {
      this.link.send(encodeRefuse("BUSY"));
      this.release("BUSY");
      return false;
    }
    this.#trying = left >= 0;
    this.link.send(this.#channel.answerAttempt(left));
    if (left >= 0) return true;
    this.#room.logger("info", "too many passwords were tried", { from: this.link.address });
    this.release("BAD_MESSAGE");
    return false;
  }

  #settle(isRight: boolean): void {
    if (this.#trying) this.#room.settle(this.link.address, isRight);
    this.#trying = false;
  }

  #command(plaintext: Uint8Array): void {
    let command: Command;
    try {
      command = decodeCommand(plaintext);
    } catch (error) {
      if (!(error instanceof ProtocolError) || !error.about) throw error;
      this.#room.refused(this, error);
      return;
    }
    this.#room.command(this, command);
  }

  #atFault(error: unknown): void {
    const from = this.link.address;
    if (error instanceof SecureError) {
      this.#room.logger("info", "a connection was at fault", { from, code: error.code });
      if (this.#life === "greeting") this.link.send(encodeRefuse(error.code));
      this.end("BAD_MESSAGE");
    } else if (error instanceof ProtocolError) {
      this.#room.logger("info", "a connection was at fault", { from, code: error.code });
      this.end(error.code);
    } else {
      this.#room.logger("error", "a frame could not be handled", { from, error: String(error) });
      this.end("INTERNAL");
    }
  }
}
