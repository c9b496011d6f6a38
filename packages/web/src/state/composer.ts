/** What is typed in a room: the draft, its limit, and its way into the outbox. */
import type { Clock } from "@partyline/protocol";
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { RoomShelf } from "./shelf.ts";
import { charactersLeft, messageOf } from "./text-limits.ts";
import { typingSign } from "./typing.ts";

export interface ComposerOptions {
  readonly clock: Clock;
  readonly shelf: RoomShelf;
  /** Writes a message down; rejects where it did not come to that, and later where the host refuses it. */
  send(text: string): Promise<unknown>;
  typing(on: boolean): void;
}

export interface Composer {
  readonly draft: Signal<string>;
  readonly charactersLeft: ReadonlySignal<number | undefined>;
  /** Sends the draft and empties it; false where there is nothing to send, or too much. */
  send(): boolean;
  /** The outbox has this text. */
  entered(text: string): void;
  close(): void;
}

export function createComposer({ clock, shelf, send, typing }: ComposerOptions): Composer {
  const draft = signal(shelf.draft);
  const sign = typingSign(clock, typing);
  /** Texts on their way into the outbox. */
  const entering: string[] = [];
  const entered = (text: string): boolean => {
    const at = entering.indexOf(text);
    if (at >= 0) entering.splice(at, 1);
    return at >= 0;
  };
  let first = true;
  const stop = effect(() => {
    const text = draft.value;
    // A draft of last time is not being typed.
    if (!first) {
      shelf.draft = text;
      sign.typed(text);
    }
    first = false;
  });
  return {
    draft,
    charactersLeft: computed(() => charactersLeft(draft.value)),
    send() {
      const text = messageOf(draft.peek());
      if (text === undefined) return false;
      sign.sent();
      draft.value = "";
      entering.push(text);
      send(text).catch(() => {
        // Where it got as far as the outbox, its row says what became of it. Else: back to where it was typed.
        if (entered(text)) draft.value = draft.peek() === "" ? text : `${text}\n${draft.peek()}`;
      });
      return true;
    },
    entered: (text) => void entered(text),
    close() {
      sign.sent();
      stop();
    },
  };
}
