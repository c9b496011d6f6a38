/** A small switchboard that speaks the relay's frames, and notes all that a host says. It keeps every rule that a host
 *  can see, and breaks one only where a test tells it to. */
import { type Buried, type List, type Listing, type Receipt, signReceipt } from "@partyline/relay";
import { nodeProvider } from "@partyline/secure/node";
import { Changes } from "./changes.ts";
import type { Board, FakeTrunk, RingBatch } from "./fake-trunk.ts";

export class FakeSwitchboard implements Board {
  readonly changes = new Changes();
  readonly trunks: FakeTrunk[] = [];
  readonly holders = new Map<string, { trunk: FakeTrunk; generation: number }>();
  readonly rings = new Map<string, RingBatch[]>();
  readonly lists: List[] = [];
  readonly #seed = new Uint8Array(32).fill(9);
  readonly key = Buffer.from(nodeProvider.ed25519.publicKey(this.#seed)).toString("base64url");
  greets = true;
  grants = true;
  refuses: string | undefined;
  /** Rooms that are no more. */
  readonly buried: string[] = [];
  /** What it says to a tombstone. */
  word: () => Omit<Buried, "room"> | undefined = () => ({});
  /** What the directory answers; by default every name is given. */
  answer: (list: List, receipt: Receipt) => Listing = ({ record }, receipt) => ({
    as: record.name,
    receipt,
  });

  get trunk(): FakeTrunk {
    return this.trunks.at(-1) as FakeTrunk;
  }

  /** The trunk on which a room is registered now, once it is. */
  async has(room: string, not?: FakeTrunk): Promise<FakeTrunk> {
    const held = () => {
      const trunk = this.holder(room)?.trunk;
      return trunk === not ? undefined : trunk;
    };
    return this.changes.until(held);
  }

  holder(room: string): { trunk: FakeTrunk; generation: number } | undefined {
    const held = this.holders.get(room);
    return held?.trunk.closed ? undefined : held;
  }

  judge(list: List): Listing {
    this.lists.push(list);
    const { room, name } = list.record;
    const claim = { room, name, nameKey: name.toLowerCase(), claimedAt: 5, until: 9e12, issuedAt: 6 };
    return this.answer(list, signReceipt(claim, this.#seed));
  }

  ringOf(room: string): { epoch: number; first: number; next: number } | null {
    const ring = this.rings.get(room) ?? [];
    const [first, last] = [ring[0], ring.at(-1)];
    return first && last ? { epoch: last.epoch, first: first.number, next: last.number + 1 } : null;
  }

  judgeTombstone(room: string): Omit<Buried, "room"> | undefined {
    const word = this.word();
    if (word && word.code === undefined) this.buried.push(room);
    return word;
  }

  cast(room: string, batch: RingBatch): void {
    const ring = this.rings.get(room) ?? [];
    const last = ring.at(-1);
    const follows = last?.epoch === batch.epoch && last.number + 1 === batch.number;
    this.rings.set(room, follows ? [...ring, batch] : [batch]);
  }

  replay(room: string, { epoch, from }: { epoch: number; from: number }): RingBatch[] | undefined {
    const ring = this.rings.get(room) ?? [];
    const at = ring.findIndex((batch) => batch.epoch === epoch && batch.number === from);
    return at < 0 ? undefined : ring.slice(at);
  }
}
