/** What each sender has counted, checked against the numbers, digests and links of the events. Pure but for the digest. */
import { jumpOf } from "./sqlite/chain.ts";
import type { ReadClient, ReadEvent } from "./sqlite/reader.ts";

/** What a message tells of its sender. */
export interface Numbered {
  client: string;
  n: number;
  text: string;
}

interface Sender {
  /** The number of `seqs[0]`. */
  firstN: number;
  seqs: number[];
  jump: number;
}

/** Takes every event of a log from the first that is kept, ascending; says what does not fit. */
export class Senders {
  readonly #senders = new Map<string, Sender>();
  readonly #first: number;
  readonly #digest: (text: string) => Uint8Array;

  /** `first`: what is before it was removed by retention. `digest`: what a log keeps of a message's text. */
  constructor(first: number, digest: (text: string) => Uint8Array) {
    this.#first = first;
    this.#digest = digest;
  }

  /** An event that a client has numbered. Gives what is wrong with it, in words, or undefined. */
  add({ seq, member, hash, prev, jump }: ReadEvent, { client, n, text }: Numbered): string | undefined {
    const key = keyOf(member ?? "", client);
    const known = this.#senders.get(key);
    const before = known && known.firstN + known.seqs.length - 1;
    // A client that was away for 90 days may have been forgotten, and then counts from 1 again.
    const anew = n === 1 && prev === 0;
    const sender = known && !anew ? known : { firstN: n, seqs: [], jump: 0 };
    this.#senders.set(key, sender);
    const wrong = this.#wrong(sender, n, before, { prev: prev ?? -1, jump: jump ?? -1 });
    if (before !== undefined && n !== before + 1 && !anew) Object.assign(sender, { firstN: n, seqs: [] });
    sender.seqs.push(seq);
    sender.jump = jump ?? 0;
    if (hash && !same(hash, this.#digest(text)))
      return `event ${seq}: its text is not the one that was stored`;
    return wrong && `event ${seq}: ${wrong}`;
  }

  /** What is left to say once all events are taken: the ends that the log remembers. `lost` is the highest seq that a
   *  sender was promised, where it is above all that there are. */
  end(clients: readonly ReadClient[], head: number): { words: string[]; lost: number } {
    const words: string[] = [];
    let lost = 0;
    for (const { member, client, lastN, lastSeq, lastJump } of clients) {
      lost = Math.max(lost, lastSeq);
      const sender = this.#senders.get(keyOf(member, client));
      const last = sender && sender.firstN + sender.seqs.length - 1;
      if (sender === undefined) {
        if (lastSeq >= this.#first) words.push(`event ${lastSeq} is the last of a sender and is not there`);
      } else if (last !== lastN || sender.seqs.at(-1) !== lastSeq)
        words.push(`a sender has counted to ${lastN} (event ${lastSeq}), and the events to ${last}`);
      else if (sender.jump !== lastJump) words.push(`the links of a sender end wrongly at event ${lastSeq}`);
    }
    return { words, lost: lost > head ? lost : 0 };
  }

  #wrong(sender: Sender, n: number, before: number | undefined, links: { prev: number; jump: number }) {
    const { prev, jump } = links;
    const anew = sender.seqs.length === 0;
    if (!anew && n !== (before ?? 0) + 1) return `its sender counts ${n} after ${before}`;
    // What it links to may have been removed by retention; then only the order is left to check.
    const right = (target: number, link: number, none: boolean): boolean =>
      none ? link === 0 : target === 0 ? link < this.#first : link === target;
    const at = (number: number): number =>
      number >= sender.firstN ? (sender.seqs[number - sender.firstN] ?? 0) : 0;
    if (!right(at(n - 1), prev, n === 1)) return "the link to its sender's last event is wrong";
    const jumps = jumpOf(n);
    if (!right(at(jumps), jump, jumps === 0)) return "a link to its sender's earlier events is wrong";
    return undefined;
  }
}

const keyOf = (member: string, client: string): string => `${member}\0${client}`;

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
