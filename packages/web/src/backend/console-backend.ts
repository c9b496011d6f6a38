/** The ground of the console's page: the program on this device. */
import type { SavedRoom } from "@partyline/client";
import type { Hosted, Nearby } from "@partyline/console";
import type { Clock } from "@partyline/protocol";
import { batch, signal } from "@preact/signals-core";
import type { Notice } from "../state/model.ts";
import type { ConsoleApi } from "./console-api.ts";
import { consoleStore, savedOf } from "./console-store.ts";
import type { Backend } from "./ports.ts";

/** How long the program may be away before it is worth a notice (milliseconds): a start takes less than a second. */
const GONE_MS = 1_500;

const PROGRAM_GONE: Notice = {
  kind: "program-gone",
  message:
    "Partyline is not running on this device any more. Start it again, and this page goes on by itself.",
};

export function consoleBackend(api: ConsoleApi, clock: Clock): Backend {
  const ready = signal(false);
  const name = signal<string | undefined>(undefined);
  const nearby = signal<readonly Nearby[]>([]);
  const hosted = signal<readonly Hosted[]>([]);
  const saved = signal<readonly SavedRoom[]>([]);
  const notice = signal<Notice | undefined>(undefined);
  const life = signal(0);
  let cancelGone = () => {};

  const off = api.on((event) => {
    switch (event.tell) {
      case "hello":
        name.value = event.name;
        break;
      case "name":
        name.value = event.name;
        break;
      case "nearby":
        nearby.value = event.rooms;
        break;
      case "hosted":
        hosted.value = event.rooms;
        break;
      case "life":
        cancelGone();
        life.value = event.life;
        if (event.life === 0) gone();
        else {
          notice.value = undefined;
          void begin();
        }
        break;
    }
  });
  gone();

  function gone(): void {
    cancelGone = clock.after(GONE_MS, () => {
      notice.value = PROGRAM_GONE;
    });
  }

  async function begin(): Promise<void> {
    await refresh();
    ready.value = true;
  }

  async function refresh(): Promise<void> {
    try {
      const rooms = (await api.ask("saved", {})).map(savedOf);
      batch(() => {
        saved.value = rooms;
      });
    } catch {
      // The next life asks again.
    }
  }

  return {
    kind: "console",
    store: consoleStore(api),
    ...{ ready, name, nearby, hosted, saved, notice, life },
    async setName(to) {
      const { name: kept } = await api.ask("set-name", { name: to });
      name.value = kept;
      return kept;
    },
    find: async () => undefined,
    locate: async (where) => ({ room: await api.ask("locate", { where }) }),
    create: ({ name: called, password, unlisted, keep }) =>
      api.ask("create", { name: called, unlisted, keep, ...(password === "" ? {} : { password }) }),
    open: (id) => api.ask("open", { id }),
    async close(id) {
      await api.ask("close", { id });
    },
    async destroy(id) {
      await api.ask("destroy", { id });
      await refresh();
    },
    async pin(room) {
      await this.store.pin(room);
      await refresh();
    },
    async forget(id) {
      await this.store.forget(id);
      await refresh();
    },
    stop() {
      off();
      cancelGone();
      api.close();
    },
  };
}
