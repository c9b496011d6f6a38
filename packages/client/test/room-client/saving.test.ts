/** What is kept beside the position while the store fails for a while. */
import { expect, test } from "vitest";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import { ClientError } from "../../src/errors.ts";
import type { Store } from "../../src/ports/store.ts";
import { clock, host, joined, pass, told } from "./setting.ts";

/** A store whose disk can be full, and whose writes can be held up. */
function failing() {
  const store = memoryStore();
  const disk = { full: false, waits: undefined as Promise<void> | undefined };
  const wrapped: Store = {
    ...store,
    openSession: async (room) => {
      const session = await store.openSession(room);
      return {
        ...session,
        saveLast: async (...all) => {
          const { full } = disk;
          await disk.waits;
          if (full) throw new ClientError("STORE");
          return session.saveLast(...all);
        },
      };
    },
  };
  return { disk, store, wrapped };
}

const troubles = () => told.filter(({ kind }) => kind === "trouble").length;
const rememberedIn = async (store: Store) => {
  const { remembered, last, close } = await store.openSession(host.id);
  await close();
  return [remembered.map(({ seq }) => seq), last?.seq];
};

test("events whose saving failed are saved with the next, in order and once", async () => {
  const { disk, store, wrapped } = failing();
  const client = await joined({ store: wrapped });
  host.say("m1");
  await pass(1000);
  disk.full = true;
  host.say("m2");
  await pass(1000);
  host.say("m3");
  await pass(1000);
  expect(troubles()).toBe(2);
  disk.full = false;
  host.say("m4");
  await pass(1000);
  await client.close();
  expect(await rememberedIn(store)).toEqual([[1, 2, 3, 4], 4]);
});

test("and with the last one, at the end, though nothing more is said", async () => {
  const { disk, store, wrapped } = failing();
  const client = await joined({ store: wrapped });
  disk.full = true;
  host.say("m1");
  await pass(1000);
  disk.full = false;
  await client.close();
  expect(await rememberedIn(store)).toEqual([[1], 1]);
});

test("a save that fails while the next one waits takes nothing out of it", async () => {
  const { disk, store, wrapped } = failing();
  const client = await joined({ store: wrapped });
  // What was to be saved of the joining.
  await pass(1000);
  const held = Promise.withResolvers<void>();
  Object.assign(disk, { full: true, waits: held.promise });
  host.say("m1");
  await pass(1000);
  Object.assign(disk, { full: false, waits: undefined });
  host.say("m2");
  await pass(500);
  held.resolve();
  await pass(500);
  await client.close();
  expect(await rememberedIn(store)).toEqual([[1, 2], 2]);
});

test("behind a reset, what could not be saved of the old log is let go", async () => {
  const { disk, store, wrapped } = failing();
  const client = await joined({ store: wrapped });
  host.say("m1");
  await pass(1000);
  const held = Promise.withResolvers<void>();
  Object.assign(disk, { full: true, waits: held.promise });
  host.say("m2");
  await clock.advance(300);
  await host.flush();
  // The room's log begins anew while that is on its way.
  host.logId = "2".repeat(32);
  host.log = [];
  host.say("new", false);
  host.last.pair.cut();
  await pass(1000);
  Object.assign(disk, { full: false, waits: undefined });
  held.resolve();
  await pass(1000);
  await client.close();
  expect(await rememberedIn(store)).toEqual([[1], 1]);
  const { remembered } = await store.openSession(host.id);
  expect(remembered).toMatchObject([{ text: "new" }]);
});
