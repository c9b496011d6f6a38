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
import { memberIdOf, memberKeyFor } from "@partyline/secure";
import type { MemberHistory, Said } from "@partyline/testkit";
import { ClientDisk } from "./client-disk.ts";
import { cryptoOf } from "./crypto.ts";
import { Disk } from "./disk.ts";
import { Ear } from "./ear.ts";
import { Machine } from "./machine.ts";
import type { Diary, Life, MemberPlan } from "./member-plan.ts";
import type { Network } from "./network.ts";
import { rowOf } from "./row.ts";
import { openSocketOver } from "./sockets.ts";

/** How long a person takes to try again, in milliseconds. */
const AGAIN_MS = 3_000;
/** What a client tells of its connections when somebody sent what it must not. */
const FAULTS = /^(BAD_MESSAGE|TOO_LARGE|EPOCH|INTERNAL)$/;

export class MemberProgram {
  readonly machine: Machine;
  readonly disk: Disk;
  /** What it did not expect. */
  readonly odd: string[] = [];
  /** How often a connection ended. */
  breaks = 0;
  /** Messages that were acked. */
  acked = 0;
  /** Whether it was ever live. */
  wasLive = false;
  /** Told of each message that has come to it in its place. */
  came: (text: string) => void = () => {};
  readonly #network: Network;
  readonly #plan: MemberPlan;
  readonly diary: Diary;
  readonly ear: Ear;
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
    this.#plan = plan;
    this.diary = plan.tabOf?.diary ?? {
      store: new ClientDisk(world.random.fork(plan.name), plan.of?.diary.store.seed),
      lives: new Map(),
      texts: new Map(),
    };
    this.ear = new Ear(plan.name, world, plan.truth, () => network.wasMeddledWith);
  }

  /** Its id in the room. */
  idIn(room: string): string {
    const provider = cryptoOf(this.#network.world.random.fork("unused"));
    return memberIdOf(provider, memberKeyFor(provider, this.diary.store.seed, room).public);
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
    const client = new RoomClient({
      target,
      store: this.diary.store.store(this.disk, this.machine, (session) => this.#begin(session, target.id)),
      name: this.username,
      dial: this.ear.over(twoRoads(clock, directDial(clock, open), circuitDial(clock, open))),
      ...(this.#plan.via ? { via: this.#plan.via } : {}),
      clock,
      provider: this.ear.through(cryptoOf(random.fork("crypto"))),
      since: this.#plan.all && this.diary.lives.size === 0 ? { seq: 0 } : "last",
      random: random.next,
    });
    const { life } = this.machine;
    client.on((event) => {
      if (this.machine.life === life) this.#heard(event);
    });
    this.#client = client;
    if (this.#plan.readsEvery !== undefined) this.#read(client, clock, this.#plan.readsEvery);
    client.start();
  }

  /** One event after the other, as a program does that has something to do with each. */
  #read(client: RoomClient, clock: ReturnType<Machine["boot"]>, ms: number): void {
    const reader = client.events();
    const next = (): void => {
      void reader.next().then(({ done }) => {
        if (!done) clock.after(ms, next);
      });
    };
    next();
  }

  /** The page or program is left in good order. */
  async close(): Promise<void> {
    const { life } = this.machine;
    await this.#client?.close();
    if (this.machine.life === life) this.kill(false);
  }

  /** Learns where the host is now. */
  learn(place: RoomTarget["addresses"][number]): void {
    if (!this.#target) return;
    this.#target = { ...this.#target, addresses: [place] };
    if (this.machine.up) this.#client?.setAddresses([place]);
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
    return (this.#plan.of ?? this.#plan.tabOf)?.username ?? this.#plan.name;
  }

  /** Goes by another name; whether that is stored, the log will say. */
  rename(): void {
    if (this.machine.up) this.#client?.rename(`${this.#plan.name} ${++this.#counter}`).catch(() => {});
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

  /** What was durable of what it said; nothing for a tab, whose store is another's. */
  get written(): { readonly gone: readonly string[] } {
    return this.#plan.tabOf ? { gone: [] } : this.diary.store;
  }

  wasRefused(text: string): boolean {
    return this.diary.texts.get(text)?.refused !== undefined;
  }

  get histories(): MemberHistory[] {
    return this.#plan.tabOf ? [] : [...this.diary.lives.values()];
  }

  get saidCount(): number {
    return this.#plan.tabOf ? 0 : this.diary.texts.size;
  }

  #begin(session: Session, room: string): void {
    const known = this.diary.lives.get(session.clientId);
    const life = known ?? { member: this.idIn(room), said: [], seen: [] };
    this.diary.lives.set(session.clientId, life);
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
        if (this.diary.texts.has(text)) return;
        const said: Said = { id: text };
        this.diary.texts.set(text, said);
        life?.said.push(said);
        return;
      }
      case "acked":
        this.#acked(event.key, event.seq);
        return;
      case "failed": {
        const said = this.diary.texts.get(this.#keys.get(event.key) ?? "");
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
        if (event.state.kind === "waiting") this.breaks += 1;
        this.#network.world.note(`${this.machine.name} is ${JSON.stringify(event.state)}`);
        this.wasLive ||= event.state.kind === "live";
        if (event.state.kind !== "ended" || event.state.code === "CLOSED_HERE") return;
        // A store that could not be opened ends it, and so does the owner; the person tries again.
        if (event.state.code === "STORE" || event.state.code === "KICKED")
          this.#clock?.after(AGAIN_MS, () => this.#client?.start());
        else this.odd.push(`${this.machine.name} ended: ${event.state.code} ${event.state.detail}`);
        return;
      case "trouble":
        if (FAULTS.test(event.code) && !this.#network.wasMeddledWith)
          this.odd.push(`${this.machine.name} met a fault: ${event.code} ${event.detail}`);
        return;
      default:
        return;
    }
  }

  #acked(key: number, seq: number | null): void {
    const said = this.diary.texts.get(this.#keys.get(key) ?? "");
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
