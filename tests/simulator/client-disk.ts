/** A member's store on a simulated disk. */
import { ClientError, type OutboxEntry, type Position, type Session, type Store } from "@partyline/client";
import type { RoomEvent } from "@partyline/protocol";
import type { Disk } from "./disk.ts";
import type { Random } from "./random.ts";

interface Kept {
  readonly clientId: string;
  nextN: number;
  outbox: ReadonlyMap<number, OutboxEntry>;
  last: Position | undefined;
  remembered: readonly RoomEvent[];
}

const REMEMBERED = 200;

/** What is durable of one installation, and the stores that its programs open on it. */
export class ClientDisk {
  readonly #disk: Disk;
  readonly #random: Random;
  readonly #sessions: Kept[] = [];
  readonly seed: Uint8Array;
  /** Called with each session that a program opens. */
  opened: (session: Session) => void = () => {};

  /** `seed`: the person's, where they have it from another device. */
  constructor(disk: Disk, random: Random, seed?: Uint8Array) {
    this.#disk = disk;
    this.#random = random.fork("store");
    this.seed = seed ?? this.#random.bytes(32);
  }

  /** A store for one program's life. */
  store(): Store {
    const held = new Set<Kept>();
    return {
      profile: async () => ({ seed: this.seed, name: undefined }),
      setName: async () => {},
      pin: async () => {},
      rooms: async () => [],
      forget: async () => {},
      openSession: async () => {
        const free = await this.#disk.read(() =>
          this.#sessions.filter((kept) => !held.has(kept)).sort((a, b) => b.outbox.size - a.outbox.size),
        );
        const kept = free[0] ?? (await this.#add());
        held.add(kept);
        const session = this.#hold(kept, () => held.delete(kept));
        this.opened(session);
        return session;
      },
      close: async () => {},
    };
  }

  async #add(): Promise<Kept> {
    const clientId = Buffer.from(this.#random.bytes(8)).toString("hex");
    const kept: Kept = { clientId, nextN: 1, outbox: new Map(), last: undefined, remembered: [] };
    await this.#write(() => this.#sessions.push(kept));
    return kept;
  }

  #hold(kept: Kept, free: () => void): Session {
    const inOrder = (a: OutboxEntry, b: OutboxEntry) => (a.n ?? 0) - (b.n ?? 0) || a.key - b.key;
    return {
      clientId: kept.clientId,
      nextN: kept.nextN,
      outbox: [...kept.outbox.values()].sort(inOrder),
      last: kept.last,
      remembered: kept.remembered,
      write: ({ put, remove, nextN }) =>
        this.#write(() => {
          const outbox = new Map(kept.outbox);
          for (const entry of put) outbox.set(entry.key, entry);
          for (const key of remove) outbox.delete(key);
          kept.outbox = outbox;
          kept.nextN = nextN;
        }),
      saveLast: (last, events, fresh) =>
        this.#write(() => {
          kept.last = last;
          kept.remembered = [...(fresh ? [] : kept.remembered), ...events].slice(-REMEMBERED);
        }),
      close: async () => free(),
    };
  }

  async #write(apply: () => void): Promise<void> {
    const trouble = await this.#disk.write(apply);
    if (trouble) throw new ClientError("STORE", `The disk is ${trouble}.`);
  }
}
