/** Questions to the host that have one answer each. */
import type { Clock, Command, HostMessage } from "@partyline/protocol";
import { ClientError } from "./errors.ts";
import { DOUBT_MS, REQUEST_MS } from "./limits.ts";

type Without<C> = C extends { re: number } ? Omit<C, "re"> : never;
/** A command that is answered, before it has its number. */
export type Question = Without<Command>;
type Answer = Extract<HostMessage, { re: number }>;

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: ClientError): void;
  cancel(): void;
}

/** The open questions of one connection. */
export class Requests {
  readonly #clock: Clock;
  readonly #transmit: (command: Command) => void;
  readonly #late: () => void;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #over: ClientError | undefined;

  /** `late` is told of a question that has waited for a while. */
  constructor(clock: Clock, transmit: (command: Command) => void, late: () => void) {
    this.#clock = clock;
    this.#transmit = transmit;
    this.#late = late;
  }

  /** Asks. Errors: the host's code; TIMEOUT; OFFLINE where the connection ends first. */
  ask(question: Question): Promise<Answer> {
    if (this.#over) return Promise.reject(this.#over);
    const re = this.#next++;
    return new Promise((resolve, reject) => {
      const cancelLate = this.#clock.after(DOUBT_MS, () => this.#late());
      const cancelAll = this.#clock.after(REQUEST_MS, () => {
        this.#waiting.delete(re);
        reject(new ClientError("TIMEOUT"));
      });
      const cancel = () => {
        cancelLate();
        cancelAll();
      };
      this.#waiting.set(re, { resolve, reject, cancel });
      this.#transmit({ ...question, re } as Command);
    });
  }

  /** Takes what answers a question; false for what is another's to take. A late answer is nobody's. */
  take(message: HostMessage): boolean {
    const re = "re" in message ? message.re : undefined;
    if (re === undefined || re === 0) return false;
    const waiting = this.#waiting.get(re);
    if (!waiting) return message.type !== "refused";
    this.#waiting.delete(re);
    waiting.cancel();
    if (message.type === "refused") waiting.reject(new ClientError(message.code, message.detail));
    else waiting.resolve(message as Answer);
    return true;
  }

  /** The connection is over: every open question fails. */
  end(): void {
    this.#over = new ClientError("OFFLINE");
    for (const { cancel, reject } of this.#waiting.values()) {
      cancel();
      reject(this.#over);
    }
    this.#waiting.clear();
  }
}
