/** One connection to the scripted host. */
import {
  type Command,
  closeCodeOf,
  type ErrorCode,
  encodeHostMessage,
  type HostMessage,
} from "@partyline/protocol";
import type { HostChannel } from "@partyline/secure";
import type { LinkPair } from "@partyline/testkit";

export class HostConnection {
  readonly channel: HostChannel;
  readonly pair: LinkPair;
  member = "";
  client = "";
  welcomed = false;
  received: Command[] = [];
  /** What is withheld. */
  held: (message: HostMessage) => boolean = () => false;

  constructor(channel: HostChannel, pair: LinkPair) {
    this.channel = channel;
    this.pair = pair;
  }

  tell(message: HostMessage): void {
    if (!this.held(message)) this.pair.b.send(this.channel.seal(encodeHostMessage(message)));
  }

  /** Says why, and closes, as a host does. */
  end(code: ErrorCode): void {
    if (this.channel.state === "open") this.tell({ type: "bye", code, detail: "" });
    this.pair.b.close(closeCodeOf(code));
  }
}
