/** Tells the room that this person types, as seldom as that takes. */
import type { Clock } from "@partyline/protocol";

/** The sign is renewed while keys are pressed, before it fades at the others (milliseconds). */
const AGAIN_MS = 3_000;

export interface TypingSign {
  /** The input line holds this now. */
  typed(text: string): void;
  /** What was typed is sent or given up. */
  stop(): void;
}

/** Commands are nobody's business: only what will be a message counts as typing. */
const isMessage = (text: string): boolean => text !== "" && (!text.startsWith("/") || text.startsWith("//"));

export function createTypingSign(clock: Clock, tell: (on: boolean) => void): TypingSign {
  let since: number | undefined;
  const stop = (): void => {
    if (since === undefined) return;
    since = undefined;
    tell(false);
  };
  return {
    stop,
    typed(text) {
      const now = clock.monotonic();
      if (!isMessage(text)) stop();
      else if (since === undefined || now - since >= AGAIN_MS) {
        since = now;
        tell(true);
      }
    },
  };
}
