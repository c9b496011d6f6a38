/** What the console's page asks of its program about switchboards, word for word, and what it is told. */
import type { Tell } from "@partyline/console";
import { FakeClock } from "@partyline/testkit";
import { expect, it } from "vitest";
import type { ConsoleApi } from "../../src/backend/console-api.ts";
import { consoleBackend } from "../../src/backend/console-backend.ts";

const ID = "a".repeat(32);
const TALK = "https://talk.example";

function start() {
  const asked: [string, unknown][] = [];
  const answers: Record<string, unknown> = {
    "add-switchboard": { url: TALK, label: "talk.example", ms: 12 },
    "test-switchboard": { ms: 12, words: "It answered in 12 ms." },
    "recovery-key": { key: "abcd" },
  };
  let tell: (event: Tell) => void = () => {};
  const api = {
    life: 1,
    ask: async (question: string, data: unknown) => {
      asked.push([question, data]);
      return answers[question] ?? null;
    },
    on: (listener: (event: Tell) => void) => {
      tell = listener;
      return () => {};
    },
    hurry() {},
    close() {},
  };
  const backend = consoleBackend(api as unknown as ConsoleApi, new FakeClock());
  return { asked, backend, tell: (event: Tell) => tell(event) };
}

it("shows the switchboards as they are told, whole each time", () => {
  const { backend, tell } = start();
  const row = { url: TALK, label: "talk.example", state: "asking" as const, rooms: [] };
  tell({ tell: "switchboards", rows: [row] });
  expect(backend.switchboards.value).toEqual([row]);
  tell({ tell: "switchboards", rows: [] });
  expect(backend.switchboards.value).toEqual([]);
});

it("shows the rooms joined before as they are told when another page joins or forgets one", () => {
  const { backend, tell } = start();
  const keys = "A".repeat(86);
  tell({ tell: "saved", rooms: [{ id: ID, name: "Salon", keys, addresses: [], lastJoined: 5 }] });
  expect(backend.saved.value).toMatchObject([{ id: ID, name: "Salon", lastJoined: 5 }]);
  tell({ tell: "saved", rooms: [] });
  expect(backend.saved.value).toEqual([]);
});

it("asks for a room with who can find it, and with no password where there is none", async () => {
  const { asked, backend } = start();
  const reach = { unlisted: true, switchboards: [TALK], shareAddresses: true };
  await backend.create({ name: "Salon", password: "", keep: "all", ...reach });
  expect(asked).toEqual([["create", { name: "Salon", keep: "all", ...reach }]]);
});

it("asks what only a device of one's own does", async () => {
  const { asked, backend } = start();
  const own = backend.own!;
  const reach = { unlisted: false, switchboards: [TALK], shareAddresses: false };
  expect(await own.addSwitchboard("talk.example")).toEqual({ url: TALK, label: "talk.example", ms: 12 });
  expect(await own.testSwitchboard(TALK)).toEqual({ ms: 12, words: "It answered in 12 ms." });
  await own.removeSwitchboard(TALK);
  await own.setReach(ID, reach);
  expect(await own.recoveryKey(ID)).toBe("abcd");
  await own.recover("abcd", [TALK]);
  await own.recover("abcd", [], "Salon");
  expect(asked).toEqual([
    ["add-switchboard", { where: "talk.example" }],
    ["test-switchboard", { url: TALK }],
    ["remove-switchboard", { url: TALK }],
    ["set-reach", { id: ID, ...reach }],
    ["recovery-key", { id: ID }],
    ["recover", { key: "abcd", switchboards: [TALK] }],
    ["recover", { key: "abcd", switchboards: [], name: "Salon" }],
  ]);
});
