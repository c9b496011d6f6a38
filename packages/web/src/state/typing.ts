/** Who types, in words, and telling others that this person does. */
import type { Clock, Signal as RoomSignal } from "@partyline/protocol";
import { isolated } from "./isolated.ts";

/** A sign that is not renewed fades after this (milliseconds): the "no longer" may be lost on the way. */
export const TYPING_MS = 6_000;
/** The sign is renewed while keys are pressed, before it fades at the others (milliseconds). */
export const AGAIN_MS = 3_000;

/** "Ines is typing"; with more than three, how many. */
export function typingWords(names: readonly string[]): string {
  const [one, two, three] = names.slice(0, 3).map(isolated);
  if (one === undefined) return "";
  if (two === undefined) return `${one} is typing`;
  if (three === undefined) return `${one} and ${two} are typing`;
  if (names.length === 3) return `${one}, ${two} and ${three} are typing`;
  return `${names.length} people are typing`;
}

export interface Typing {
  note(signal: RoomSignal): void;
  /** This member has said something, so types no more. */
  said(member: string): void;
  clear(): void;
}

/** Watches signs of typing; `changed` is told the words whenever they change. */
export function createTyping(
  clock: Clock,
  isMe: (id: string) => boolean,
  changed: (words: string) => void,
): Typing {
  const signs = new Map<string, { name: string; fade: () => void }>();
  let told = "";
  const tell = () => {
    const words = typingWords([...signs.values()].map(({ name }) => name));
    if (words === told) return;
    told = words;
    changed(words);
  };
  const end = (id: string) => {
    signs.get(id)?.fade();
    if (signs.delete(id)) tell();
  };
  return {
    note(signal) {
      if (signal.kind === "presence" ? signal.state === "gone" : !signal.on) end(signal.by);
      if (signal.kind !== "typing" || !signal.on || isMe(signal.by)) return;
      signs.get(signal.by)?.fade();
      signs.set(signal.by, { name: signal.from, fade: clock.after(TYPING_MS, () => end(signal.by)) });
      tell();
    },
    said: end,
    clear() {
      for (const { fade } of signs.values()) fade();
      signs.clear();
      tell();
    },
  };
}

/** Between two signs of one person (milliseconds), however quickly short messages follow each other. */
const GAP_MS = 1_000;

export interface TypingSign {
  /** The draft as it is now. */
  typed(draft: string): void;
  /** It was sent. The message itself says that its author types no more, but a sign may come behind it. */
  sent(): void;
}

/** Tells the room that this person types, as seldom as that takes. */
export function typingSign(clock: Clock, tell: (on: boolean) => void): TypingSign {
  let on = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  let cancel = () => {};
  const stop = () => {
    cancel();
    if (on) tell(false);
    on = false;
  };
  return {
    typed(draft) {
      if (draft.trim() === "") return stop();
      cancel();
      // Whoever stops in the middle of a sentence does not type.
      cancel = clock.after(TYPING_MS, stop);
      const now = clock.monotonic();
      if (now - toldAt < (on ? AGAIN_MS : GAP_MS)) return;
      on = true;
      toldAt = now;
      tell(true);
    },
    sent: stop,
  };
}
