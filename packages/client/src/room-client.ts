/** A person's seat in a room: sends exactly once, receives everything once and in order, and stays connected. */
import { type HostMessage, limits, type Member, type RoomEvent } from "@partyline/protocol";
import { askMembers, askPage } from "./asking.ts";
import { ClientError, codeOf } from "./errors.ts";
import { EventHub } from "./event-hub.ts";
import type { ClientEvent, ConnectionState, Me, PendingMessage, RoomInfo } from "./events.ts";
import { Lifeline } from "./lifeline.ts";
import { type Carried, type Open, openSession } from "./opening.ts";
import type { RoomClientOptions } from "./options.ts";
import type { Road, RoomTarget } from "./ports/link.ts";
import type { Session } from "./ports/store.ts";
import type { Question } from "./requests.ts";
import type { Sent } from "./sender.ts";
import { Standing } from "./standing.ts";

export class RoomClient {
  readonly #o: RoomClientOptions;
  readonly #hub = new EventHub(() => this.#open?.inbox.resume());
  readonly #lifeline: Lifeline;
  readonly #standing: Standing;
  readonly #ask: Lifeline["ask"] = (question) => this.#lifeline.ask(question);
  #opening: Promise<Open> | undefined;
  #open: Open | undefined;
  #carried: Carried | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: RoomClientOptions) {
    this.#o = options;
    this.#standing = new Standing({
      id: options.target.id,
      name: options.name,
      emit: (event) => this.#hub.emit(event),
      // The known password may be the old one, and a wrong try is charged to the room.
      passwordChanged: () => this.#lifeline.setPassword(undefined),
    });
    this.#lifeline = new Lifeline({
      ...options,
      handlers: {
        prepare: async () => (await this.#ready()).memberKey,
        hello: () => this.#hello(),
        welcomed: (welcome) => {
          const { inbox, sender } = this.#open!;
          this.#standing.welcomed(welcome, this.road);
          inbox.welcomed(welcome);
          sender.connected((command) => this.#lifeline.transmit(command));
        },
        message: (message) => this.#message(message),
        batch: ({ events, signals }) => {
          this.#open?.inbox.batch(events);
          for (const signal of signals) this.#hub.emit({ kind: "signal", signal });
        },
        broken: () => {
          this.#open?.inbox.disconnected();
          this.#open?.sender.disconnected();
        },
        state: (state) => this.#became(state),
        trouble: (code, detail) => this.#hub.emit({ kind: "trouble", code, detail }),
      },
    });
  }

  /** Connects, and stays connected until `close` or an ending. After an ending it begins anew, under another
   *  `name` if given. Does nothing while it runs and after `close`. */
  start(change: { name?: string } = {}): void {
    if (this.#closing) return;
    const { kind } = this.state;
    if (kind === "idle" || kind === "ended") this.#standing.name = change.name ?? this.#standing.name;
    this.#lifeline.start();
  }

  get state(): ConnectionState {
    return this.#lifeline.state;
  }

  /** Takes leave and releases everything; unsent messages stay stored. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Who this client is in the room; undefined before the first welcome. */
  get me(): Me | undefined {
    return this.#standing.me;
  }

  /** What the room is; undefined before the first welcome. */
  get room(): RoomInfo | undefined {
    return this.#standing.room;
  }

  /** How the room is reached; undefined while it is not. */
  get road(): Road | undefined {
    return this.#lifeline.road;
  }

  /** Everything up to `seq` is here, as the host confirmed at `at` (milliseconds since 1970-01-01 UTC, our clock). */
  get completeTo(): { seq: number; at: number } {
    return this.#open?.inbox.completeTo ?? { seq: 0, at: 0 };
  }

  /** Messages that are not known to be at the host: waiting, on their way, or failed. */
  get pending(): readonly PendingMessage[] {
    return this.#open?.sender.pending ?? [];
  }

  /** The newest events of an earlier life of this installation, ascending, to show before the host answers. */
  get remembered(): readonly RoomEvent[] {
    return this.#open?.session.remembered ?? [];
  }

  /** Calls `listener` with every event from now on; the answer takes it off again. */
  on(listener: (event: ClientEvent) => void): () => void {
    return this.#hub.on(listener);
  }

  /** Every event from now on, at the reader's own pace; ends when the client ends. While a reader is far behind
   *  nothing is lost: the client stops applying events, for all, and fetches them when there is room. */
  events(): AsyncIterableIterator<ClientEvent> {
    return this.#hub.read();
  }

  /** Says something, exactly once, however often the connection breaks. Resolves when the host has stored it, which
   *  may be long after; the text is on disk before it is first sent. Errors: see Sender.send. */
  async send(text: string): Promise<Sent> {
    const { sender } = await this.#ready();
    const { state } = this;
    if (state.kind === "ended") throw new ClientError(state.code, state.detail);
    return sender.send(text);
  }

  /** Sends a failed message anew. NO_ENTRY. */
  async retry(key: number): Promise<Sent> {
    return (await this.#ready()).sender.retry(key);
  }

  /** Forgets a failed message. NO_ENTRY. */
  async discard(key: number): Promise<void> {
    (await this.#ready()).sender.discard(key);
  }

  /** Up to `limit` (1 to 200) events just before seq `before`, ascending. OFFLINE, TIMEOUT, the host's code. */
  async history(before: number, limit = 50): Promise<readonly RoomEvent[]> {
    return (await askPage(this.#ask, { type: "fetch", before, limit })).events;
  }

  /** Up to `limit` (1 to 200) events from seq `from` on, ascending. Errors as above. */
  async range(from: number, limit: number = limits.PAGE_EVENTS): Promise<readonly RoomEvent[]> {
    return (await askPage(this.#ask, { type: "fetch", from, limit })).events;
  }

  /** All members, those who are not here included, in order of id. Errors as above. */
  members(): Promise<Member[]> {
    return askMembers(this.#ask);
  }

  /** Whether this person types, or stepped away. Passes; does nothing while offline. */
  setTyping = (on: boolean): void => this.#lifeline.transmit({ type: "typing", on });
  setAway = (away: boolean): void => this.#lifeline.transmit({ type: "presence", away });

  /** Goes by another username here. Errors: NAME_*, OFFLINE, TIMEOUT. */
  async rename(name: string): Promise<void> {
    await this.#ask({ type: "name", name });
    this.#standing.name = name;
  }

  /** For the owner: removes a member for now. Errors here and below: NOT_OWNER, NO_MEMBER, OFFLINE, TIMEOUT. */
  kick = (member: string): Promise<void> => this.#do({ type: "kick", member });
  ban = (member: string): Promise<void> => this.#do({ type: "ban", member });
  unban = (member: string): Promise<void> => this.#do({ type: "unban", member });
  renameRoom = (name: string): Promise<void> => this.#do({ type: "room-name", name });
  /** Destroys the room and its log. */
  destroyRoom = (): Promise<void> => this.#do({ type: "close" });

  /** For the owner: a new password, or null for none. */
  async setPassword(password: string | null): Promise<void> {
    await this.#do({ type: "password", password });
    this.#lifeline.setPassword(password);
  }

  /** Where the room is now, for the next dial; one that waits dials at once. */
  setAddresses(addresses: RoomTarget["addresses"]): void {
    this.#lifeline.setAddresses(addresses);
  }

  /** The network may have changed, or the person looks again: asks the host at once, or dials at once. */
  probe(): void {
    this.#lifeline.probe();
  }

  #ready(): Promise<Open> {
    if (this.#closing) return Promise.reject(new ClientError("CLOSED_HERE"));
    this.#opening ??= this.#openUp().catch((error) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openUp(): Promise<Open> {
    this.#open = await openSession({
      options: this.#o,
      carried: this.#carried,
      hub: this.#hub,
      lifeline: this.#lifeline,
      received: (events, live) => this.#received(events, live),
      failed: (error, session) => this.#failed(error, session),
    });
    this.#carried = undefined;
    return this.#open;
  }

  #hello() {
    const { inbox, session } = this.#open!;
    return this.#standing.hello(session.clientId, inbox.since);
  }

  #message(message: HostMessage): void {
    const { inbox, sender } = this.#open!;
    if (message.type === "page") inbox.firstPage(message);
    else if (message.type === "beat") inbox.beat(message.head);
    else sender.answer(message);
  }

  #received(events: readonly RoomEvent[], live: boolean): void {
    const { sender, session } = this.#open!;
    const last = events.at(-1);
    if (last) this.#standing.reached(last.seq);
    this.#hub.emit({ kind: "events", events, live });
    for (const event of events) {
      if (event.kind === "message" && event.client === session.clientId) sender.seen(event);
      if (live) this.#standing.note(event);
    }
  }

  #became(state: ConnectionState): void {
    this.#standing.became(state);
    if (state.kind === "ended") this.#open?.sender.ended(state.code, state.detail);
    this.#hub.emit({ kind: "state", state });
    if (state.kind === "ended") this.#hub.end();
  }

  async #close(): Promise<void> {
    this.#lifeline.transmit({ type: "leave" });
    this.#lifeline.stop("CLOSED_HERE");
    try {
      const open = await this.#opening;
      await open?.sender.close();
      await open?.inbox.close();
      await open?.session.close();
      if (this.#o.ownsStore) await this.#o.store.close();
    } catch (error) {
      this.#trouble(error);
    }
  }

  /** A store's failure; where the session is somebody else's now, the end, until `start` takes a new one. */
  #failed(error: unknown, session: Session): void {
    const open = this.#open;
    if (codeOf(error) !== "SESSION_LOST") this.#trouble(error);
    else if (open?.session === session) {
      this.#carried = { since: open.inbox.end, texts: open.sender.unstored };
      this.#lifeline.stop("SESSION_LOST");
      this.#open = this.#opening = undefined;
      void open.inbox.close();
    }
  }

  #trouble(error: unknown): void {
    this.#hub.emit({ kind: "trouble", code: codeOf(error), detail: String((error as Error).message) });
  }

  async #do(question: Question): Promise<void> {
    await this.#ask(question);
  }
}
