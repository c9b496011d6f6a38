/** The page's one connection to the program on its device: asks, answers, and what is told; comes back by itself. */
import {
  type Back,
  ConsoleError,
  decodeAnswer,
  decodeBack,
  encodeAsk,
  type Question,
  type Tell,
  VERSION,
  type With,
} from "@partyline/console";
import type { Clock } from "@partyline/protocol";

/** What a browser's WebSocket and that of `ws` have in common, as far as it is used here. */
export interface TextSocket {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: (() => void) | null;
  send(text: string): void;
  close(): void;
}

export interface ConsoleApiOptions {
  /** Opens a socket to `/api`. */
  open(): TextSocket;
  readonly clock: Clock;
  readonly random: () => number;
  /** The program speaks another version than this page: the page has to be loaded again. */
  outdated(): void;
}

export type Tells = Tell;

export interface ConsoleApi {
  /** Counts connections, from 1; 0 while there is none. */
  readonly life: number;
  /** Asks. While there is no connection it waits for one for up to 5 s; with `life`, it is for that connection only.
   *  Errors: ConsoleError with OFFLINE, NO_SESSION, BAD_MESSAGE, or the program's code. */
  ask<Q extends Question>(question: Q, data: With<Q>, life?: number): Promise<Back<Q>>;
  /** Hears what is told from now on, and of every change of `life`; the answer takes it off. */
  on(listener: (tell: Tells | { tell: "life"; life: number }) => void): () => void;
  /** Tries now rather than later. */
  hurry(): void;
  close(): void;
}

/** Full jitter over base * 2^attempt, at most the cap (milliseconds): the program is on this device, and somebody
 *  who starts it again looks at this page. */
const BASE_MS = 300;
const CAP_MS = 3_000;
/** How long a question waits for a connection (milliseconds). Error: OFFLINE. */
const WAIT_MS = 5_000;
/** How long an answer may take (milliseconds): a password takes a second, a large room to open some. OFFLINE. */
const ANSWER_MS = 60_000;

interface Asked {
  resolve(ok: unknown): void;
  reject(error: ConsoleError): void;
  cancel(): void;
}

export function createConsoleApi({ open, clock, random, outdated }: ConsoleApiOptions): ConsoleApi {
  const listeners = new Set<Parameters<ConsoleApi["on"]>[0]>();
  const asked = new Map<number, Asked>();
  const waiting = new Set<() => void>();
  let lives = 0;
  let life = 0;
  let re = 0;
  let attempt = 0;
  let socket: TextSocket | undefined;
  let cancelRetry: (() => void) | undefined;
  let closed = false;

  const tell: Parameters<ConsoleApi["on"]>[0] = (event) => {
    for (const listener of [...listeners]) listener(event);
  };

  function connect(): void {
    cancelRetry?.();
    cancelRetry = undefined;
    let own: TextSocket;
    try {
      own = open();
    } catch {
      lost();
      return;
    }
    socket = own;
    own.onmessage = ({ data }) => own === socket && received(data);
    own.onerror = () => {};
    own.onclose = () => own === socket && lost();
  }

  function received(data: unknown): void {
    let answer: ReturnType<typeof decodeAnswer>;
    try {
      if (typeof data !== "string") throw new ConsoleError("BAD_MESSAGE");
      answer = decodeAnswer(data);
    } catch {
      // Whatever that is, it is no program of ours, or of another version.
      socket?.close();
      lost();
      return;
    }
    if (!("tell" in answer)) {
      const one = asked.get(answer.re);
      asked.delete(answer.re);
      one?.cancel();
      if ("error" in answer) one?.reject(new ConsoleError(answer.error.code, answer.error.message));
      else one?.resolve(answer.ok);
      return;
    }
    if (answer.tell === "hello") {
      if (answer.v !== VERSION) {
        outdated();
        return;
      }
      attempt = 0;
      life = ++lives;
      tell(answer);
      tell({ tell: "life", life });
      for (const go of [...waiting]) go();
      return;
    }
    tell(answer);
  }

  function lost(): void {
    socket = undefined;
    const was = life;
    life = 0;
    for (const one of asked.values()) {
      one.cancel();
      one.reject(new ConsoleError("OFFLINE"));
    }
    asked.clear();
    if (was !== 0) tell({ tell: "life", life });
    if (closed) return;
    const ms = random() * Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt++, 10));
    cancelRetry = clock.after(ms, connect);
  }

  function transmit<Q extends Question>(question: Q, data: With<Q>): Promise<Back<Q>> {
    const own = ++re;
    const answer = new Promise<unknown>((resolve, reject) => {
      const cancel = clock.after(ANSWER_MS, () => {
        asked.delete(own);
        reject(new ConsoleError("OFFLINE"));
      });
      asked.set(own, { resolve, reject, cancel });
    });
    socket?.send(encodeAsk(own, question, data));
    return answer.then((ok) => decodeBack(question, ok));
  }

  const connected = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = () => {
        cancel();
        waiting.delete(done);
        resolve();
      };
      const cancel = clock.after(WAIT_MS, () => {
        waiting.delete(done);
        reject(new ConsoleError("OFFLINE"));
      });
      waiting.add(done);
    });

  connect();
  return {
    get life() {
      return life;
    },
    async ask(question, data, wanted) {
      if (closed) throw new ConsoleError("OFFLINE");
      if (wanted !== undefined && wanted !== life) throw new ConsoleError("NO_SESSION");
      if (life === 0) await connected();
      return transmit(question, data);
    },
    on(listener) {
      const own: typeof listener = (event) => listener(event);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    hurry() {
      if (cancelRetry) connect();
    },
    close() {
      closed = true;
      cancelRetry?.();
      socket?.close();
      lost();
    },
  };
}
