/** kill -9 of the host at random moments under load: nothing acknowledged is lost, nothing is there twice, and every
 *  member sees the same sequence. Another seed: KILL_SEED=7; another length: KILL_ROUNDS=200. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { joinRoom, type RoomClient } from "@partyline/client";
import type { MessageEvent, RoomEvent } from "@partyline/protocol";
import { afterAll, describe, expect, it } from "vitest";

const ROUNDS = Number(process.env.KILL_ROUNDS ?? 20);
const SEED = Number(process.env.KILL_SEED ?? 1);
const COMMAND = fileURLToPath(new URL("../../packages/app/bin/partyline.js", import.meta.url));

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** A program that hosts the room, from when it is open. */
async function host(home: string, port: number): Promise<ChildProcess> {
  const args = ["host", "Faults", "--as", "Anna", "--home", home, "--port", String(port), "--json"];
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(child.stdout))
    if ((JSON.parse(line) as { event: string }).event === "open") {
      child.stdout.resume();
      return child;
    }
  throw new Error("the host ended before its room was open");
}

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

/** A member that says numbered lines without pause, and keeps what it was told. */
class Talker {
  readonly seen: RoomEvent[] = [];
  readonly acked = new Map<string, number | null>();
  said = 0;
  readonly #name: string;
  #client!: RoomClient;
  #open = 0;
  #talking = true;

  private constructor(name: string) {
    this.#name = name;
  }

  static async join(where: string, name: string, home: string): Promise<Talker> {
    const talker = new Talker(name);
    talker.#client = await joinRoom(where, {
      name,
      home,
      since: { seq: 0 },
      on: (event) => {
        if (event.kind === "events") talker.seen.push(...event.events);
      },
    });
    return talker;
  }

  /** Keeps 20 lines on their way until `stop`. */
  talk(): void {
    while (this.#talking && this.#open < 20) {
      this.said += 1;
      this.#open += 1;
      const text = `${this.#name} ${this.said}`;
      void this.#client.send(text).then(({ seq }) => {
        this.acked.set(text, seq);
        this.#open -= 1;
        setImmediate(() => this.talk());
      });
    }
  }

  async stop(): Promise<void> {
    this.#talking = false;
    while (this.acked.size < this.said) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** As a browser's or a system's word that the network is back does: without it, rounds are mostly waiting. */
  probe(): void {
    this.#client.probe();
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}

describe("kill -9 of the host under load", () => {
  const homes = Array.from({ length: 4 }, () => mkdtempSync(join(tmpdir(), "partyline-faults-")));
  const [hostHome = "", ...memberHomes] = homes;
  afterAll(() => {
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });

  it(`loses, doubles and reorders nothing in ${ROUNDS} rounds (seed ${SEED})`, {
    timeout: 20_000 + ROUNDS * 8_000,
  }, async () => {
    const random = randomOf(SEED);
    const port = await freePort();
    const where = `127.0.0.1:${port}`;
    let child = await host(hostHome, port);
    const talkers = await Promise.all(memberHomes.map((home, i) => Talker.join(where, `Talker ${i}`, home)));
    for (const talker of talkers) talker.talk();
    for (let round = 0; round < ROUNDS; round++) {
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 350));
      await kill(child);
      child = await host(hostHome, port);
      for (const talker of talkers) talker.probe();
      // Somebody gets a word in before the next blow, or the rounds would only test the starting.
      const before = talkers.reduce((sum, { acked }) => sum + acked.size, 0);
      while (talkers.reduce((sum, { acked }) => sum + acked.size, 0) === before)
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await Promise.all(talkers.map((talker) => talker.stop()));

    const judge = await Talker.join(where, "Judge", hostHome);
    const total = talkers.reduce((sum, { said }) => sum + said, 0);
    const messages = (events: RoomEvent[]) =>
      events.filter((event): event is MessageEvent => event.kind === "message");
    const everybody = [judge, ...talkers];
    while (everybody.some(({ seen }) => messages(seen).length < total))
      await new Promise((resolve) => setTimeout(resolve, 20));

    const log = messages(judge.seen);
    expect(judge.seen.map(({ seq }) => seq)).toEqual(judge.seen.map((_, i) => i + 1));
    expect(new Set(log.map(({ text }) => text)).size).toBe(log.length);
    expect(log.length).toBe(total);
    const seqOf = new Map(log.map(({ text, seq }) => [text, seq]));
    for (const { acked } of talkers) for (const [text, seq] of acked) expect(seqOf.get(text)).toBe(seq);
    for (const { seen } of talkers) {
      const from = seen[0]?.seq ?? 0;
      const same = judge.seen.filter(({ seq }) => seq >= from).slice(0, seen.length);
      expect(seen).toEqual(same);
    }
    for (const talker of talkers) {
      const own = log
        .filter(({ text }) => text.startsWith(`Talker ${talkers.indexOf(talker)} `))
        .map(({ n }) => n);
      expect(own).toEqual(own.map((_, i) => i + 1));
    }
    console.log(`${ROUNDS} kills, ${total} messages: 0 lost, 0 doubled, 0 reordered`);
    await Promise.all(everybody.map((talker) => talker.close()));
    await kill(child);
  });
});
