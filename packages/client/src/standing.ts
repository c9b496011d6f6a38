/** Who this client is in the room and what the room is: told by the welcome, kept true by the events. */
import { type Command, type RoomEvent, VERSION, type Welcome } from "@partyline/protocol";
import type { ClientEvent, ConnectionState, Me, RoomInfo } from "./events.ts";
import type { Since } from "./inbox-options.ts";
import type { Road } from "./ports/link.ts";

export interface StandingOptions {
  /** The room's id. */
  id: string;
  /** The username to greet with. */
  name: string;
  emit(event: ClientEvent): void;
  /** Somebody else set another password, or took it away. */
  passwordChanged(): void;
}

export class Standing {
  readonly #o: StandingOptions;
  /** The username to greet with. */
  name: string;
  /** Whether the road may repeat what is missing. */
  #replays = true;
  #me: Me | undefined;
  #room: RoomInfo | undefined;
  /** The road told last. */
  #road: string | undefined;

  constructor(options: StandingOptions) {
    this.#o = options;
    this.name = options.name;
  }

  /** What to greet with, for a copy that ends at `since`. */
  hello(client: string, since: Since | undefined): Extract<Command, { type: "hello" }> {
    const hello = { type: "hello", v: VERSION, name: this.name, client, replay: this.#replays } as const;
    return since ? { ...hello, since: { ...since } } : hello;
  }

  /** Takes how the connection fares. A road that keeps something spoiled would repeat it for ever: the next time the
   *  host's own pages lead past it. */
  became(state: ConnectionState): void {
    if (state.kind === "waiting") this.#replays = state.why !== "BAD_MESSAGE";
  }

  /** Undefined before the first welcome. */
  get me(): Me | undefined {
    return this.#me;
  }

  /** Undefined before the first welcome. */
  get room(): RoomInfo | undefined {
    return this.#room;
  }

  /** Takes what the host said on admission, by `road`. */
  welcomed({ you, room }: Pick<Welcome, "you" | "room">, road?: Road): void {
    this.#setMe(you);
    this.#setRoom({ id: this.#o.id, ...room });
    if (road && roadKey(road) !== this.#road) {
      this.#road = roadKey(road);
      this.#o.emit({ kind: "road", road });
    }
  }

  /** The log reaches at least up to `seq`; said to nobody, since the events themselves tell it. */
  reached(seq: number): void {
    if (this.#room) this.#room = { ...this.#room, head: Math.max(this.#room.head, seq) };
  }

  /** Takes an event from after the welcome; one from before it is older than what the welcome said. */
  note(event: RoomEvent): void {
    if (event.kind === "rename" && event.by === this.#me?.id) {
      this.name = event.to;
      this.#setMe({ ...this.#me, name: event.to });
    }
    if (event.kind !== "room" || !this.#room) return;
    const { name = this.#room.name, password = this.#room.password } = event;
    if (event.password !== undefined && event.by !== this.#me?.id) this.#o.passwordChanged();
    this.#setRoom({ ...this.#room, name, password });
  }

  #setMe(me: Me): void {
    this.#me = me;
    this.#o.emit({ kind: "me", me });
  }

  #setRoom(room: RoomInfo): void {
    this.#room = room;
    this.#o.emit({ kind: "room", room });
  }
}

const roadKey = (road: Road): string => (road.kind === "direct" ? `${road.address} ${road.port}` : road.url);
