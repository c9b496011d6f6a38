/** A member: the real RoomClient on a simulated machine, with everything that it says and sees written down. */
import {
  type ClientEvent,
  circuitDial,
  directDial,
  RoomClient,
  type RoomTarget,
  type Session,
  twoRoads,
} from "@partyline/client";
import type { RoomEvent } from "@partyline/protocol";
import { memberIdOf, memberKeyFor } from "@partyline/secure";
import type { MemberHistory, Said, Seen } from "@partyline/testkit";
import { ClientDisk } from "./client-disk.ts";
import { cryptoOf } from "./crypto.ts";
import { Disk } from "./disk.ts";
import { Machine } from "./machine.ts";
import type { Network } from "./network.ts";
import { openSocketOver } from "./sockets.ts";

/** How long a person takes to try again, in milliseconds. */
const AGAIN_MS = 3_000;

interface Life {
  readonly member: string;
  readonly said: Said[];
  readonly seen: Seen[];
}

export interface MemberPlan {
  readonly name: string;
  /** The one road that it takes; undefined for either. */
  readonly via: "direct" | "switchboard" | undefined;
  /** Another device of this member, who then is the same person. */
  readonly of?: MemberProgram;
}

export class MemberProgram {
  readonly machine: Machine;
  readonly disk: Disk;
  /** What it did not expect. */
  readonly odd: string[] = [];
  /** Messages that were acked. */
  acked = 0;
  /** Whether it was ever live. */
  wasLive = false;
  /** Told of each message that has come to it in its place. */
  came: (text: string) => void = () => {};
  readonly #network: Network;
  readonly #store: ClientDisk;
  readonly #plan: MemberPlan;
  /** What each client id said and saw, through all of its programs' lives. */
  readonly #lives = new Map<string, Life>();
  readonly #texts = new Map<string, Said>();
  #target: RoomTarget | undefined;
  #client: RoomClient | undefined;
  #clock: ReturnType<Machine["boot"]> | undefined;
  #life: Life | undefined;
  #claimed = 0;
  #counter = 0;

  constructor(network: Network, plan: MemberPlan) {
    const { world } = network;
    this.machine = new Machine(plan.name, world);
    this.disk = new Disk(world, this.machine);
    this.#network = network;
    this.#store = new ClientDisk(this.disk, world.random.fork(plan.name), plan.of?.seed);
    this.#plan = plan;
  }

  get seed(): Uint8Array {
    return this.#store.seed;
  }

  /** Its id in the room. */
  idIn(room: string): string {
    const provider = cryptoOf(this.#network.world.random.fork("unused"));
    return memberIdOf(provider, memberKeyFor(provider, this.#store.seed, room).public);
  }

  join(target: RoomTarget): void {
    this.#target = target;
    this.boot();
  }

  boot(): void {
    const target = this.#target;
    if (!target) return;
    const clock = this.machine.boot();
    this.#clock = clock;
    const { world } = this.#network;
    this.#network.booted(this.machine);
    const random = world.random.fork(`${this.machine.name} ${this.machine.life}`);
    const open = openSocketOver(this.#network, this.machine);
    this.#life = undefined;
    this.#claimed = 0;
    this.#store.opened = (session) => this.#begin(session, target.id);
    const client = new RoomClient({
      target,
      store: this.#store.store(),
      name: (this.#plan.of ?? this).username,
      dial: twoRoads(clock, directDial(clock, open), circuitDial(clock, open)),
      ...(this.#plan.via ? { via: this.#plan.via } : {}),
      clock,
      provider: cryptoOf(random.fork("crypto")),
      since: "last",
      random: random.next,
    });
    const { life } = this.machine;
    client.on((event) => {
      if (this.machine.life === life) this.#heard(event);
    });
    this.#client = client;
    client.start();
  }

  /** The page or program is left in good order. */
  async close(): Promise<void> {
    const { life } = this.machine;
    await this.#client?.close();
    if (this.machine.life === life) this.kill(false);
  }

  kill(dark: boolean): void {
    this.disk.halted();
    this.machine.halt(dark);
    this.#network.halted(this.machine, dark);
    this.#client = undefined;
  }

  /** Says something, if its program runs. */
  say(filler: string): void {
    const client = this.#client;
    if (!client || !this.machine.up) return;
    const text = `${this.#plan.name} ${++this.#counter} ${filler}`;
    client.send(text).catch(() => {});
  }

  get username(): string {
    return this.#plan.name;
  }

  /** Goes by another name; whether that is stored, the log will say. */
  rename(): void {
    if (this.machine.up) this.#client?.rename(`${this.username} ${++this.#counter}`).catch(() => {});
  }

  /** As the owner: sends somebody out, who may come back. */
  kick(member: string): void {
    if (this.machine.up) this.#client?.kick(member).catch(() => {});
  }

  type(on: boolean): void {
    if (this.machine.up) this.#client?.setTyping(on);
  }

  probe(): void {
    if (this.machine.up) this.#client?.probe();
  }

  /** Says something by which to tell when it is live again; null where nobody was in, or is to come back by itself. */
  ask(): string | null {
    const kind = this.#client?.state.kind;
    if (!this.wasLive || !this.machine.up || kind === undefined || kind === "idle" || kind === "ended")
      return null;
    this.say("?");
    return `${this.#plan.name} ${this.#counter} ?`;
  }

  get isLive(): boolean {
    return this.#client?.state.kind === "live";
  }

  get state(): string {
    return JSON.stringify(this.#client?.state ?? "down");
  }

  /** Whether everything is here, told as such, and nothing waits. */
  isDone(head: number): boolean {
    const client = this.#client;
    return this.isLive && client?.pending.length === 0 && client.completeTo.seq === head;
  }

  get backlog(): string {
    return `pending ${this.#client?.pending.length}, complete to ${this.#client?.completeTo.seq}`;
  }

  /** Writes down what the client claims to have, where that is new. */
  look(): void {
    const claim = this.#client?.completeTo.seq ?? 0;
    if (claim === this.#claimed || !this.#life) return;
    this.#claimed = claim;
    this.#life.seen.push({ kind: "complete-to", seq: claim });
  }

  get histories(): MemberHistory[] {
    return [...this.#lives.values()];
  }

  get saidCount(): number {
    return this.#texts.size;
  }

  #begin(session: Session, room: string): void {
    const known = this.#lives.get(session.clientId);
    const life = known ?? { member: this.idIn(room), said: [], seen: [] };
    this.#lives.set(session.clientId, life);
    const after = session.last === undefined ? {} : { after: session.last.seq };
    life.seen.push({ kind: "break", code: "START", ...after });
    this.#life = life;
    // What an earlier life left in the outbox is acked by key.
    this.#keys.clear();
    for (const { key, body } of session.outbox) this.#keys.set(key, body.text);
  }

  readonly #keys = new Map<number, string>();

  #heard(event: ClientEvent): void {
    const life = this.#life;
    this.#network.world.note(`${this.machine.name} ${event.kind}`);
    switch (event.kind) {
      case "pending": {
        const { key, text } = event.entry;
        this.#keys.set(key, text);
        if (this.#texts.has(text)) return;
        const said: Said = { id: text };
        this.#texts.set(text, said);
        life?.said.push(said);
        return;
      }
      case "acked":
        this.#acked(event.key, event.seq);
        return;
      case "failed": {
        const said = this.#texts.get(this.#keys.get(event.key) ?? "");
        if (said) said.refused = event.code;
        this.odd.push(`${said?.id} was refused: ${event.code} ${event.detail}`);
        return;
      }
      case "events":
        for (const one of event.events) {
          life?.seen.push({ kind: "applied", ...rowOf(one) });
          if (one.kind === "message") this.came(one.text);
        }
        return;
      case "reset":
        life?.seen.push({ kind: "break", code: event.why === "gap" ? "GAP" : "RESET" });
        return;
      case "state":
        this.#network.world.note(`${this.machine.name} is ${JSON.stringify(event.state)}`);
        this.wasLive ||= event.state.kind === "live";
        if (event.state.kind !== "ended" || event.state.code === "CLOSED_HERE") return;
        // A store that could not be opened ends it, and so does the owner; the person tries again.
        if (event.state.code === "STORE" || event.state.code === "KICKED")
          this.#clock?.after(AGAIN_MS, () => this.#client?.start());
        else this.odd.push(`${this.machine.name} ended: ${event.state.code} ${event.state.detail}`);
        return;
      default:
        return;
    }
  }

  #acked(key: number, seq: number | null): void {
    const said = this.#texts.get(this.#keys.get(key) ?? "");
    if (!said) {
      this.odd.push(`key ${key} was acked and never said`);
      return;
    }
    if (said.acked === undefined) this.acked += 1;
    else if (seq !== null && said.acked !== seq)
      this.odd.push(`${said.id} was acked at ${said.acked} and ${seq}`);
    if (seq !== null) said.acked = seq;
  }
}

/** An event as the checker knows it. */
export function rowOf(event: RoomEvent): { seq: number; id: string; by: string } {
  const by = ("by" in event ? event.by : undefined) ?? "";
  return { seq: event.seq, id: event.kind === "message" ? event.text : `${event.kind}:${by}`, by };
}
