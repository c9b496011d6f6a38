/** The saved switchboards and what they show, asked again and again while somebody looks. */
import type { Switchboard, SwitchboardRoom } from "@partyline/console";
import type { Clock } from "@partyline/protocol";
import { AppError, codeOf, sentenceOfError } from "../errors.ts";
import type { Log } from "../log.ts";
import { type AskSwitchboard, labelOf, readAddress, type Shown } from "./ask-switchboard.ts";
import { ASK_AGAIN_MOST_MS, ASK_AGAIN_MS, WATCH_ON_MS } from "./limits.ts";
import type { SavedSwitchboards } from "./saved-switchboards.ts";

export interface SwitchboardListsParts {
  readonly saved: SavedSwitchboards;
  readonly ask: AskSwitchboard;
  /** `rows` may answer differently now. */
  changed(): void;
  readonly clock: Clock;
  /** From 0 up to but not including 1. */
  random(): number;
  readonly log: Log;
}

/** One saved switchboard. */
interface Row {
  readonly url: string;
  state: Switchboard["state"];
  trouble: string | undefined;
  shown: Shown;
  /** Failures since the last answer. */
  failures: number;
  /** Which question's answer counts: an older one that comes later is dropped. */
  asked: number;
  cancel: () => void;
}

export class SwitchboardLists {
  readonly #o: SwitchboardListsParts;
  readonly #rows = new Map<string, Row>();
  #watching = false;
  #cancelRest = () => {};

  constructor(parts: SwitchboardListsParts) {
    this.#o = parts;
    for (const url of parts.saved.list()) this.#rows.set(url, newRow(url));
  }

  /** The saved ones, in the order in which they were added. */
  rows(): Switchboard[] {
    return [...this.#rows.values()].map(({ url, state, trouble, shown }) => ({
      url,
      label: labelOf(url),
      state,
      ...(trouble === undefined ? {} : { trouble }),
      rooms: shown.rooms,
      ...(shown.more ? { more: true } : {}),
    }));
  }

  urls(): readonly string[] {
    return this.#o.saved.list();
  }

  /** What was last told of that room. */
  room(id: string): SwitchboardRoom | undefined {
    return [...this.#rows.values()].flatMap(({ shown }) => shown.rooms).find((room) => room.id === id);
  }

  /** Somebody looks: each is asked at once, and then again and again. */
  start(): void {
    this.#cancelRest();
    if (this.#watching) return;
    this.#watching = true;
    for (const row of this.#rows.values()) {
      Object.assign(row, { state: "asking", trouble: undefined, failures: 0 });
      void this.#look(row);
    }
  }

  /** Nobody looks any more: the asking ends, unless somebody comes back soon. */
  rest(): void {
    this.#cancelRest();
    this.#cancelRest = this.#o.clock.after(WATCH_ON_MS, () => this.stop());
  }

  /** Ends it at once. */
  stop(): void {
    this.#cancelRest();
    this.#watching = false;
    for (const row of this.#rows.values()) {
      row.cancel();
      row.asked += 1;
    }
  }

  /** Asks the switchboard that a person typed, and saves it if it answers. Errors: USAGE, FULL, STORE, and those of
   *  `AskSwitchboard`; NO_CERTIFICATE where only http answers and nobody typed that. */
  async add(where: string): Promise<{ url: string; label: string; ms: number }> {
    const { saved, changed } = this.#o;
    const url = readAddress(where);
    saved.checkRoom(url);
    const { shown, ms } = await this.#timed(url).catch((error) => this.#refuse(where, url, error));
    saved.add(url);
    const row = this.#rows.get(url) ?? newRow(url);
    this.#rows.set(url, row);
    this.#answered(row, shown);
    this.#askAgain(row);
    changed();
    return { url, label: labelOf(url), ms };
  }

  /** Error: STORE. */
  remove(url: string): void {
    const { saved, changed } = this.#o;
    saved.remove(url);
    const row = this.#rows.get(url);
    if (!row) return;
    this.#rows.delete(url);
    row.cancel();
    row.asked += 1;
    changed();
  }

  /** Asks it now, saved or not: how long it took (milliseconds), and what to make of it. Errors: USAGE, and those of
   *  `AskSwitchboard`. */
  async test(text: string): Promise<{ ms: number; words: string }> {
    const url = readAddress(text);
    const row = this.#rows.get(url);
    try {
      const { shown, ms } = await this.#timed(url);
      if (row && this.#rows.get(url) === row) this.#answered(row, shown);
      return { ms, words: wordsOf(url, shown, ms) };
    } catch (error) {
      if (row && this.#rows.get(url) === row) {
        // Who tests it waits for it: it is asked again soon, however long it has been away.
        row.failures = 0;
        this.#failed(row, error);
      }
      throw error;
    } finally {
      if (row && this.#rows.get(url) === row) this.#askAgain(row);
      this.#o.changed();
    }
  }

  /** Rethrows; where the switchboard has no certificate and nobody typed a scheme, with what to type. That it is spoken to
   *  in the clear is for the person to say. */
  async #refuse(where: string, url: string, error: unknown): Promise<never> {
    const plain = url.replace(/^https:/, "http:");
    if (plain === url || where.includes("://")) throw error;
    const answers = await this.#o.ask(plain).then(
      () => true,
      () => false,
    );
    if (!answers) throw error;
    const what = `The switchboard ${labelOf(url)} answers without encryption only: it has no certificate.`;
    throw new AppError("NO_CERTIFICATE", `${what} To add it all the same, type ${plain} there.`, {
      cause: error,
    });
  }

  async #timed(url: string): Promise<{ shown: Shown; ms: number }> {
    const { ask, clock } = this.#o;
    const from = clock.monotonic();
    const shown = await ask(url);
    return { shown, ms: Math.max(0, Math.round(clock.monotonic() - from)) };
  }

  async #look(row: Row): Promise<void> {
    row.cancel();
    const asked = ++row.asked;
    try {
      const shown = await this.#o.ask(row.url);
      if (row.asked !== asked) return;
      this.#answered(row, shown);
    } catch (error) {
      if (row.asked !== asked) return;
      this.#failed(row, error);
    }
    this.#askAgain(row);
    this.#o.changed();
  }

  #answered(row: Row, shown: Shown): void {
    row.state = "ok";
    row.trouble = undefined;
    row.shown = shown;
    row.failures = 0;
  }

  /** The rooms that it showed last stay: they may well be there, by another way. */
  #failed(row: Row, error: unknown): void {
    if (row.failures === 0)
      this.#o.log("info", "a switchboard cannot be asked", { url: row.url, code: codeOf(error) });
    row.state = "failed";
    row.trouble = sentenceOfError(error);
    row.failures += 1;
  }

  /** After a while, longer with each failure; spread, so that a switchboard that comes back is not asked by all at once. */
  #askAgain(row: Row): void {
    const { clock, random } = this.#o;
    row.cancel();
    // A question that is under way has been overtaken.
    row.asked += 1;
    if (!this.#watching) return;
    const wait = Math.min(ASK_AGAIN_MS * 2 ** Math.max(0, row.failures - 1), ASK_AGAIN_MOST_MS);
    row.cancel = clock.after(wait * (0.8 + 0.4 * random()), () => void this.#look(row));
  }
}

const newRow = (url: string): Row => ({
  url,
  state: "asking",
  trouble: undefined,
  shown: { rooms: [], more: false },
  failures: 0,
  asked: 0,
  cancel: () => {},
});

/** "talk.example answers in 43 ms. It shows 12 rooms, 3 of them open now." */
function wordsOf(url: string, { rooms, more }: Shown, ms: number): string {
  const answers = `${labelOf(url)} answers in ${ms} ms.`;
  if (rooms.length === 0) return `${answers} It shows no rooms so far.`;
  const open = rooms.filter(({ online }) => online).length;
  const count = `${more ? "more than " : ""}${rooms.length} ${rooms.length === 1 ? "room" : "rooms"}`;
  return `${answers} It shows ${count}, ${open === 0 ? "none" : open} of them open now.`;
}
