/** The ground of the console's page: the program on this device. */
import type { SavedRoom } from "@partyline/client";
import type { Hosted, Nearby, Switchboard } from "@partyline/console";
import type { Clock } from "@partyline/protocol";
import { batch, signal } from "@preact/signals-core";
import type { Notice, Reach } from "../state/model.ts";
import type { ConsoleApi } from "./console-api.ts";
import { consoleStore, savedOf } from "./console-store.ts";
import type { Backend, OwnDevice } from "./ports.ts";

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
  const switchboards = signal<readonly Switchboard[]>([]);
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
      case "switchboards":
        switchboards.value = event.rows;
        break;
      case "saved":
        saved.value = event.rooms.map(savedOf);
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
    ready,
    name,
    nearby,
    hosted,
    switchboards,
    saved,
    notice,
    life,
    own: ownDevice(api),
    async setName(to) {
      const { name: kept } = await api.ask("set-name", { name: to });
      name.value = kept;
      return kept;
    },
    find: async () => undefined,
    locate: async (where) => ({ room: await api.ask("locate", { where }) }),
    create: ({ name: called, password, keep, ...reach }) =>
      api.ask("create", {
        name: called,
        keep,
        ...reachText(reach),
        ...(password === "" ? {} : { password }),
      }),
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

const reachText = ({ unlisted, switchboards, shareAddresses }: Reach) => ({
  unlisted,
  shareAddresses,
  switchboards: [...switchboards],
});

const ownDevice = (api: Pick<ConsoleApi, "ask">): OwnDevice => ({
  addSwitchboard: (where) => api.ask("add-switchboard", { where }),
  async removeSwitchboard(url) {
    await api.ask("remove-switchboard", { url });
  },
  testSwitchboard: (url) => api.ask("test-switchboard", { url }),
  setReach: (id, reach) => api.ask("set-reach", { id, ...reachText(reach) }),
  recoveryKey: async (id) => (await api.ask("recovery-key", { id })).key,
  recover: (key, switchboards, name) =>
    api.ask("recover", {
      key,
      switchboards: [...switchboards],
      ...(name === undefined ? {} : { name }),
    }),
});
