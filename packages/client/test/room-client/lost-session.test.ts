/** Another tab has adopted the session of a page that was stored away. */
import { expect, test } from "vitest";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import { ClientError } from "../../src/errors.ts";
import type { Store } from "../../src/ports/store.ts";
import { host, joined, pass, texts } from "./setting.ts";

/** A store whose first session can be lost. */
function losable(): { store: Store; lose: () => void } {
  const store = memoryStore();
  let lost = false;
  let sessions = 0;
  const gone = () => Promise.reject(new ClientError("SESSION_LOST"));
  return {
    lose: () => {
      lost = true;
    },
    store: {
      ...store,
      openSession: async (room) => {
        const session = await store.openSession(room);
        if (sessions++ > 0) return session;
        return {
          ...session,
          write: (change) => (lost ? gone() : session.write(change)),
          saveLast: (...all) => (lost ? gone() : session.saveLast(...all)),
        };
      },
    },
  };
}

test("ends with SESSION_LOST, and says what was typed in a session of its own when it is started again", async () => {
  const { store, lose } = losable();
  const client = await joined({ store });
  const before = client.send("before");
  await host.flush();
  await before;
  lose();
  const after = client.send("after");
  // Watched from the start: it fails while others are waited for.
  const refused = expect(after).rejects.toMatchObject({ code: "SESSION_LOST" });
  await host.flush();
  await refused;
  expect(client.state).toMatchObject({ kind: "ended", code: "SESSION_LOST" });
  expect(host.log).toMatchObject([{ text: "before" }]);
  const one = host.last.client;
  client.start();
  await pass(1_000);
  expect(client.state.kind).toBe("live");
  expect(host.last.client).not.toBe(one);
  expect(host.log).toMatchObject([{ text: "before" }, { text: "after", n: 1 }]);
  // The copy of the log goes on where it was: nothing is told twice.
  expect(texts()).toEqual(["before", "after"]);
  expect(client.pending).toEqual([]);
});

test("what only the inbox notices ends it too", async () => {
  const { store, lose } = losable();
  const client = await joined({ store });
  lose();
  host.say("from elsewhere");
  await pass(1_000);
  expect(client.state).toMatchObject({ kind: "ended", code: "SESSION_LOST" });
});
