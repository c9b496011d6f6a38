/** Group commit: what arrives while a commit runs goes into the next one, in the order in which it came. */
import { type Clock, type ErrorCode, isErrorCode } from "@partyline/protocol";
import { COMMIT_ENTRIES, COMMIT_SPACING_MS } from "./limits.ts";
import type { Log, LogEntry, StoredEvent } from "./log/index.ts";
import type { Entry, Outcome, Ticket } from "./room/index.ts";

export interface Committed {
  results: { ticket: Ticket; outcome: Outcome }[];
  /** The events that the commit numbered, as JSON text, ascending. */
  events: StoredEvent[];
  /** Whether nobody waits for them: people only came in. */
  quiet: boolean;
  /** What the log threw, where nothing of the commit was stored. */
  failure?: unknown;
}

interface Waiting {
  entry: LogEntry;
  ticket: Ticket;
}

export class Committer {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #hash: (text: string) => Uint8Array;
  readonly #committed: (commit: Committed) => void;
  #waiting: Waiting[] = [];
  #running = false;
  #lastStart = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;
  #idle: (() => void)[] = [];

  /** `hash` fingerprints what a sender sent; `committed` is called after each commit, durable or failed. */
  constructor(
    log: Log,
    clock: Clock,
    hash: (text: string) => Uint8Array,
    committed: (commit: Committed) => void,
  ) {
    this.#log = log;
    this.#clock = clock;
    this.#hash = hash;
    this.#committed = committed;
  }

  add(entry: Entry, ticket: Ticket): void {
    this.#waiting.push({ entry: this.#prepare(entry), ticket });
    this.#schedule();
  }

  /** Resolves once nothing waits or runs. */
  async drained(): Promise<void> {
    if (!this.#running && this.#waiting.length === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** The first entry after quiet starts at once; under load commits keep their distance. */
  #schedule(): void {
    if (this.#running || this.#cancel || this.#waiting.length === 0) return;
    const due = this.#lastStart + COMMIT_SPACING_MS - this.#clock.monotonic();
    if (due <= 0) {
      void this.#run();
      return;
    }
    this.#cancel = this.#clock.after(due, () => {
      this.#cancel = undefined;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#lastStart = this.#clock.monotonic();
    const batch = this.#waiting.splice(0, COMMIT_ENTRIES);
    let commit: Committed;
    try {
      const outcomes = await this.#log.append(batch.map(({ entry }) => entry));
      commit = collect(batch, outcomes.map(asOutcome));
    } catch (error) {
      const outcome: Outcome = { kind: "failed", code: logErrorCode(error) };
      const outcomes = batch.map(() => outcome);
      commit = { ...collect(batch, outcomes), failure: error };
    }
    this.#committed(commit);
    this.#running = false;
    this.#schedule();
    if (!this.#running && this.#waiting.length === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #prepare(entry: Entry): LogEntry {
    const { event, origin, changes } = entry;
    return {
      ...(event
        ? { event: { at: event.at, kind: event.kind, by: event.by, json: JSON.stringify(event) } }
        : {}),
      ...(origin && event?.kind === "message" ? { origin: { ...origin, hash: this.#hash(event.text) } } : {}),
      ...(changes ? { changes } : {}),
    };
  }
}

function collect(batch: Waiting[], outcomes: Outcome[]): Committed {
  const results: Committed["results"] = [];
  const events: StoredEvent[] = [];
  batch.forEach(({ entry, ticket }, i) => {
    const outcome = outcomes[i] ?? { kind: "failed", code: "LOG_FAILED" };
    results.push({ ticket, outcome });
    if (outcome.kind === "stored" && outcome.seq !== null && entry.event)
      events.push({ seq: outcome.seq, json: `{"seq":${outcome.seq},${entry.event.json.slice(1)}` });
  });
  const quiet = batch.every(({ entry }) => !entry.event || entry.event.kind === "join");
  return { results, events, quiet };
}

type LogOutcome = Awaited<ReturnType<Log["append"]>>[number];

const asOutcome = (outcome: LogOutcome): Outcome =>
  outcome.kind === "tooManyClients" ? { kind: "failed", code: "TOO_MANY_CLIENTS" } : outcome;

/** The log's code as one that may travel. */
export function logErrorCode(error: unknown): ErrorCode {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && isErrorCode(code) ? code : "LOG_FAILED";
}
