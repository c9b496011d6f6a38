/** A member's store on a simulated disk, shared by the tabs that are open on it. */
import { ClientError, type OutboxEntry, type Position, type Session, type Store } from "@partyline/client";
import type { RoomEvent } from "@partyline/protocol";
import type { Disk } from "./disk.ts";
import type { Machine } from "./machine.ts";
import type { Random } from "./random.ts";

interface Kept {
  readonly clientId: string;
  nextN: number;
  readonly outbox: Map<number, OutboxEntry>;
  last: Position | undefined;
  remembered: readonly RoomEvent[];
  /** The program that has it: free once that life is over. */
  holder: { readonly machine: Machine; readonly life: number } | undefined;
}

const REMEMBERED = 200;
const numbered = (client: string, n: number, text: string): string => `${client} ${n} ${text}`;

/** What is durable of one installation, and the stores that its programs open on it. */
export class ClientDisk {
  readonly #random: Random;
  readonly #sessions: Kept[] = [];
  /** Every message that was ever durable, under the number that it had. */
  readonly #numbered = new Set<string>();
  readonly #texts = new Set<string>();
  readonly seed: Uint8Array;

  /** `seed`: the person's, where they have it from another device. */
  constructor(random: Random, seed?: Uint8Array) {
    this.#random = random.fork("store");
    this.seed = seed ?? this.#random.bytes(32);
  }

  /** Whether this installation has that client id. */
  owns(client: string): boolean {
    return this.#sessions.some(({ clientId }) => clientId === client);
  }

  /** Whether the message was durable here under this number by now. */
  wrote(client: string, n: number, text: string): boolean {
    return this.#numbered.has(numbered(client, n, text));
  }

  /** Messages that were durable here once, and wait no more. */
  get gone(): string[] {
    const waiting = new Set(
      this.#sessions.flatMap(({ outbox }) => [...outbox.values()].map(({ body }) => body.text)),
    );
    return [...this.#texts].filter((text) => !waiting.has(text));
  }

  /** A store for the life that `machine` has now; `opened` is called with each session that it opens. */
  store(disk: Disk, machine: Machine, opened: (session: Session) => void): Store {
    const holder = { machine, life: machine.life };
    return {
      profile: async () => ({ seed: this.seed, name: undefined }),
      setName: async () => {},
      pin: async () => {},
      rooms: async () => [],
      forget: async () => {},
      openSession: async () => {
        const kept = (await disk.read(() => this.#take(holder))) ?? (await this.#add(disk, holder));
        const session = this.#hold(disk, kept, holder);
        opened(session);
        return session;
      },
      close: async () => {},
    };
  }

  #take(holder: Kept["holder"]): Kept | undefined {
    const isFree = ({ holder: held }: Kept) => !held || held.machine.life !== held.life;
    const [kept] = this.#sessions.filter(isFree).sort((a, b) => b.outbox.size - a.outbox.size);
    if (kept) kept.holder = holder;
    return kept;
  }

  async #add(disk: Disk, holder: Kept["holder"]): Promise<Kept> {
    const clientId = Buffer.from(this.#random.bytes(8)).toString("hex");
    const kept: Kept = { clientId, nextN: 1, outbox: new Map(), last: undefined, remembered: [], holder };
    await written(disk, () => this.#sessions.push(kept));
    return kept;
  }

  #hold(disk: Disk, kept: Kept, holder: Kept["holder"]): Session {
    const inOrder = (a: OutboxEntry, b: OutboxEntry) => (a.n ?? 0) - (b.n ?? 0) || a.key - b.key;
    return {
      clientId: kept.clientId,
      nextN: kept.nextN,
      outbox: [...kept.outbox.values()].sort(inOrder),
      last: kept.last,
      remembered: kept.remembered,
      write: ({ put, remove, nextN }) =>
        written(disk, () => {
          for (const entry of put) {
            kept.outbox.set(entry.key, entry);
            this.#texts.add(entry.body.text);
            if (entry.n !== null) this.#numbered.add(numbered(kept.clientId, entry.n, entry.body.text));
          }
          for (const key of remove) kept.outbox.delete(key);
          kept.nextN = nextN;
        }),
      saveLast: (last, events, fresh) =>
        written(disk, () => {
          kept.last = last;
          kept.remembered = [...(fresh ? [] : kept.remembered), ...events].slice(-REMEMBERED);
        }),
      close: async () => {
        if (kept.holder === holder) kept.holder = undefined;
      },
    };
  }
}

async function written(disk: Disk, apply: () => void): Promise<void> {
  const trouble = await disk.write(apply);
  if (trouble) throw new ClientError("STORE", `The disk is ${trouble}.`);
}
