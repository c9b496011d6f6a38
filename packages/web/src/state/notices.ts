/** What stands across the top of the page: from what is behind it, and from the page itself. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { AppModel, Notice } from "./model.ts";

export interface Notices extends Pick<AppModel, "notices" | "dismiss"> {
  note(kind: Notice["kind"], message: string): void;
  stop(): void;
}

export function createNotices(ground: ReadonlySignal<Notice | undefined>): Notices {
  const own = signal<readonly Notice[]>([]);
  const dismissed = signal<ReadonlySet<Notice["kind"]>>(new Set());
  return {
    notices: computed(() => {
      const all = [...(ground.value ? [ground.value] : []), ...own.value];
      return all.filter(({ kind }) => !dismissed.value.has(kind));
    }),
    note(kind, message) {
      if (own.peek().some((one) => one.kind === kind)) return;
      own.value = [...own.peek(), { kind, message }];
    },
    dismiss(notice) {
      dismissed.value = new Set([...dismissed.peek(), notice.kind]);
      own.value = own.peek().filter(({ kind }) => kind !== notice.kind);
    },
    // What was dismissed while it lasted is news when it comes again.
    stop: effect(() => {
      if (ground.value === undefined) dismissed.value = new Set();
    }),
  };
}
