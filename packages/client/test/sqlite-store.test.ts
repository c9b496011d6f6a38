import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { isAlive, thisProcess } from "../src/adapters/process-owner.ts";
import { sqliteStore } from "../src/adapters/sqlite-store.ts";
import { storeContract } from "./store-contract.ts";

const homes: string[] = [];
function newHome(): string {
  const home = join(mkdtempSync(join(tmpdir(), "partyline-store-")), "data");
  homes.push(home);
  return home;
}
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(join(home, ".."), { recursive: true, force: true });
});

const ROOM = "a".repeat(32);

/** Runs `source` with `store` and `ROOM` in another process; gives its output, and the process if it stays. */
function other(home: string, source: string) {
  const url = new URL("../src/adapters/sqlite-store.ts", import.meta.url);
  const script = `const { sqliteStore } = await import(${JSON.stringify(url.href)});
    const store = sqliteStore(${JSON.stringify(home)}); const ROOM = ${JSON.stringify(ROOM)}; ${source}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<string>((resolve) =>
    child.stdout.once("data", (data) => resolve(String(data).trim())),
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { child, said, ended };
}

describe("the file store", () => {
  storeContract({ test, expect }, async () => {
    const home = newHome();
    return { first: async () => sqliteStore(home), reopen: async () => sqliteStore(home) };
  });

  test("brings a file of the first version to this one, with its rooms", async () => {
    const home = newHome();
    mkdirSync(home, { recursive: true });
    const db = new DatabaseSync(join(home, "client.db"));
    // As the first version made it; never to be changed.
    db.exec(`
      CREATE TABLE profile (one INTEGER PRIMARY KEY CHECK (one = 1), seed BLOB NOT NULL, name TEXT) STRICT;
      CREATE TABLE rooms (
        id TEXT PRIMARY KEY, name TEXT, keys TEXT NOT NULL, addresses TEXT NOT NULL, token BLOB,
        last_joined INTEGER NOT NULL
      ) STRICT;
      INSERT INTO profile VALUES (1, x'${"07".repeat(32)}', 'Anna');
      INSERT INTO rooms VALUES ('${ROOM}', 'Kitchen', '${"A".repeat(86)}', '[{"address":"10.0.0.1","port":1}]', NULL, 5);
      PRAGMA user_version = 1;
    `);
    db.close();
    const store = sqliteStore(home);
    expect(await store.profile()).toEqual({ seed: new Uint8Array(32).fill(7), name: "Anna" });
    const [room] = await store.rooms();
    expect(room).toMatchObject({
      name: "Kitchen",
      addresses: [{ address: "10.0.0.1", port: 1 }],
      lastJoined: 5,
    });
    expect(room).not.toHaveProperty("switchboards");
    await store.pin({ ...room!, switchboards: ["https://talk.example"] });
    await store.close();
    const again = sqliteStore(home);
    expect(await again.rooms()).toEqual([{ ...room, switchboards: ["https://talk.example"] }]);
    await again.close();
  });

  test("is for its user alone", async () => {
    const home = newHome();
    const store = sqliteStore(home);
    await store.profile();
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(home))
      expect([name, statSync(join(home, name)).mode & 0o777]).toEqual([name, 0o600]);
    await store.close();
  });

  test("says STORE where the folder cannot be used", () => {
    expect(() => sqliteStore("/dev/null/nowhere")).toThrow(expect.objectContaining({ code: "STORE" }));
  });

  test("lets no living process's client id go, and takes over a killed one's with its outbox", async () => {
    const home = newHome();
    const { child, said, ended } = other(
      home,
      `const s = await store.openSession(ROOM);
       await s.write({ put: [{ key: 1, n: 1, body: { kind: "message", text: "left" }, at: 1 }], remove: [], nextN: 2 });
       console.log(s.clientId); setInterval(() => {}, 1000);`,
    );
    const theirs = await said;
    const store = sqliteStore(home);
    const mine = await store.openSession(ROOM);
    expect(mine.clientId).not.toBe(theirs);
    child.kill("SIGKILL");
    await ended;
    const adopted = await store.openSession(ROOM);
    expect(adopted.clientId).toBe(theirs);
    expect(adopted.outbox).toMatchObject([{ n: 1, body: { text: "left" } }]);
    await store.close();
  });

  test("stands several processes that open it for the first time at once", async () => {
    const home = newHome();
    const source = `const p = await store.profile(); const s = await store.openSession(ROOM);
      console.log(Buffer.from(p.seed).toString("hex") + " " + s.clientId); setInterval(() => {}, 1000);`;
    const all = Array.from({ length: 4 }, () => other(home, source));
    const lines = (await Promise.all(all.map(({ said }) => said))).map((line) => line.split(" "));
    for (const { child } of all) child.kill("SIGKILL");
    await Promise.all(all.map(({ ended }) => ended));
    expect(new Set(lines.map(([seed]) => seed)).size).toBe(1);
    expect(new Set(lines.map(([, client]) => client)).size).toBe(4);
  });

  test("knows a living process from one that only has its number", () => {
    expect(isAlive(thisProcess())).toBe(true);
    expect(isAlive("999999999:")).toBe(false);
    expect(isAlive("nonsense")).toBe(false);
    if (process.platform === "linux") expect(isAlive(`${process.pid}:1`)).toBe(false);
  });
});
