/** A switchboard that means harm, between a real host and real clients: what each client sees of it, and that what it
 *  is told stays the room's log, whole, in order, and nothing else. */

import type { HostedRoom } from "@partyline/host";
import { BatchSealer, type CryptoProvider } from "@partyline/secure";
import { nodeProvider } from "@partyline/secure/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Scene, type Told, until } from "./fixtures/evil-scene.ts";
import { FRAME, LINK, type Mischief } from "./fixtures/evil-switchboard.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.open();
});
afterEach(() => scene.calm());
afterAll(() => scene?.close());

const isBatch = (frame: Uint8Array): boolean => frame[0] === LINK.batch;
const isSealed = (frame: Uint8Array): boolean => frame[0] === LINK.sealed;

/** Honest service from now on, and a last word: then the victim has what the witness has, which is the log. */
async function sameInTheEnd(victim: Told, witness: Told): Promise<void> {
  scene.evil.mischief = {};
  await witness.client.send("the end");
  await until("the end", () => victim.texts.at(-1) === "the end" && witness.texts.at(-1) === "the end");
  expect(victim.texts).toEqual(witness.texts);
  expect(victim.seqs).toEqual(victim.seqs.map((_, i) => i + 1));
  expect(victim.seqs).toEqual(witness.seqs);
  expect(victim.resets).toEqual([]);
}

/** A room with both of them in it. */
async function pair(
  more: Parameters<Scene["room"]>[0] = {},
): Promise<{ room: HostedRoom; victim: Told; witness: Told }> {
  const room = await scene.room(more);
  const witness = await scene.witness(room);
  const victim = await scene.victim(room).isLive();
  return { room, victim, witness };
}

async function say({ client }: Told, what: string, count: number): Promise<void> {
  for (let i = 1; i <= count; i++) await client.send(`${what} ${i}`);
}

describe("withholding", () => {
  test("drops every third cast: the holes are fetched, the connection stays", async () => {
    const { victim, witness } = await pair();
    let n = 0;
    scene.evil.mischief = { toClient: (frame) => (isBatch(frame) && ++n % 3 === 0 ? [] : [frame]) };
    await say(witness, "word", 30);
    await sameInTheEnd(victim, witness);
    expect(n).toBeGreaterThan(20);
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
  });

  test("drops all casts: the host's beat tells what is withheld, and it is fetched", async () => {
    const { victim, witness } = await pair();
    scene.evil.mischief = { toClient: (frame) => (isBatch(frame) ? [] : [frame]) };
    await say(witness, "word", 10);
    await until("word 10", () => victim.texts.at(-1) === "word 10");
    expect(victim.breaks).toBe(0);
    expect(victim.client.completeTo.seq).toBe(victim.seqs.length);
    await sameInTheEnd(victim, witness);
  });

  test("drops all: the client says SILENT and until when it is complete, and comes back", async () => {
    const { victim, witness } = await pair();
    const { seq } = victim.client.completeTo;
    scene.evil.mischief = { toClient: () => [] };
    await say(witness, "word", 10);
    await until("silence", () => victim.whys.length > 0);
    expect(victim.whys[0]).toBe("SILENT");
    expect(victim.client.completeTo.seq).toBe(seq);
    await sameInTheEnd(victim, witness);
  });

  test("drops what the client sends: it stays in the outbox, is sent again, and is said once", async () => {
    const { victim, witness } = await pair();
    scene.evil.mischief = { fromClient: () => [] };
    const sent = [1, 2, 3].map((i) => victim.client.send(`from the outbox ${i}`));
    await until("silence", () => victim.whys.length > 0);
    expect(victim.client.pending).toHaveLength(3);
    scene.evil.mischief = {};
    await Promise.all(sent);
    await sameInTheEnd(victim, witness);
    expect(victim.texts.filter((text) => text.startsWith("from"))).toHaveLength(3);
  });

  test("cuts a replay short: what lacks is asked for", async () => {
    const { victim, witness } = await pair();
    await say(witness, "before", 3);
    await until("before 3", () => victim.texts.at(-1) === "before 3");
    scene.evil.mischief = { path: () => "/nowhere" };
    scene.evil.cutCircuits();
    await say(witness, "missed", 20);
    let replayed = 0;
    scene.evil.mischief = { toClient: (frame) => (isBatch(frame) && ++replayed > 8 ? [] : [frame]) };
    victim.client.probe();
    await until("missed 20", () => victim.texts.at(-1) === "missed 20");
    expect(replayed).toBeGreaterThan(8);
    await sameInTheEnd(victim, witness);
  });
});

describe("order and time", () => {
  test("swaps casts: a late one is left aside, and its hole fetched", async () => {
    const { victim, witness } = await pair();
    let held: Buffer | undefined;
    scene.evil.mischief = {
      toClient: (frame) => {
        if (!isBatch(frame)) return [frame];
        const before = held;
        held = before ? undefined : frame;
        return before ? [frame, before] : [];
      },
    };
    await say(witness, "word", 30);
    await sameInTheEnd(victim, witness);
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
  });

  test("repeats casts: they are heard once", async () => {
    const { victim, witness } = await pair();
    const old: Buffer[] = [];
    scene.evil.mischief = {
      toClient: (frame) => {
        if (!isBatch(frame)) return [frame];
        old.push(frame);
        return [frame, frame, ...old];
      },
    };
    await say(witness, "word", 20);
    await sameInTheEnd(victim, witness);
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
  });

  test.each([
    ["repeats", (frame: Buffer) => [frame, frame]],
    [
      "changes",
      (frame: Buffer) => [Buffer.concat([frame.subarray(0, -1), Buffer.of((frame.at(-1) ?? 0) ^ 1)])],
    ],
  ])(
    "%s a word between host and client: the connection ends with BAD_MESSAGE, and a new one goes on",
    async (_, how) => {
      const { victim, witness } = await pair();
      let done = false;
      scene.evil.mischief = {
        toClient: (frame) => {
          if (done || !isSealed(frame)) return [frame];
          done = true;
          return how(frame);
        },
      };
      // The answer to it is such a word.
      const sent = victim.client.send("once");
      await until("the break", () => victim.breaks > 0);
      expect([victim.whys[0], victim.troubles[0]]).toEqual(["BAD_MESSAGE", "BAD_MESSAGE"]);
      await sent;
      await sameInTheEnd(victim, witness);
      expect(victim.texts.filter((text) => text === "once")).toHaveLength(1);
    },
  );

  test.each(["repeats", "changes"])(
    "%s a word from client to host: said once, by a new connection",
    async (how) => {
      const { victim, witness } = await pair();
      let done = false;
      scene.evil.mischief = {
        fromClient: (frame) => {
          if (done || !isSealed(frame)) return [frame];
          done = true;
          return how === "repeats"
            ? [frame, frame]
            : [frame.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) as Buffer];
        },
      };
      await victim.client.send("once");
      await sameInTheEnd(victim, witness);
      expect(victim.texts.filter((text) => text === "once")).toHaveLength(1);
      expect(victim.breaks).toBe(1);
    },
  );

  test("delays everything by 2 s of the room's time: all is there, as it was", async () => {
    const { victim, witness } = await pair();
    const later: NonNullable<Mischief["toClient"]> = (frame, way) => {
      setTimeout(() => way.inward(frame), 200);
      return [];
    };
    scene.evil.mischief = { toClient: later };
    await say(witness, "word", 30);
    await until("word 30", () => victim.texts.at(-1) === "word 30");
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
    await sameInTheEnd(victim, witness);
  });
});

describe("forging", () => {
  /** Puts a batch of its own before each that comes. */
  const forging = (make: (real: Buffer) => Uint8Array): Mischief => {
    let done = false;
    return {
      toClient: (frame) => {
        if (done || !isBatch(frame)) return [frame];
        done = true;
        return [make(frame), frame];
      },
    };
  };

  test("noise in a cast's clothes is BAD_MESSAGE, and nothing of it is told", async () => {
    const { victim, witness } = await pair();
    scene.evil.mischief = forging((real) => Buffer.concat([real.subarray(0, 14), Buffer.alloc(200, 7)]));
    await say(witness, "word", 3);
    await until("the break", () => victim.breaks > 0);
    expect([victim.whys[0], victim.troubles]).toEqual(["BAD_MESSAGE", ["BAD_MESSAGE"]]);
    await sameInTheEnd(victim, witness);
  });

  test("with a member's help it has the key of the batches, but not the host's hand", async () => {
    const room = await scene.room();
    const secrets: Uint8Array[] = [];
    const spying: CryptoProvider = {
      ...nodeProvider,
      hkdf: (secret, salt, info, length) => {
        if (Buffer.from(info).toString("latin1").startsWith("batch")) secrets.push(secret.slice());
        return nodeProvider.hkdf(secret, salt, info, length);
      },
    };
    const witness = await scene.witness(room, { provider: spying });
    const victim = await scene.victim(room).isLive();
    let forged = 0;
    scene.evil.mischief = forging((real) => {
      const sealer = new BatchSealer({
        provider: nodeProvider,
        roomId: room.id,
        keys: { signSeed: new Uint8Array(32).fill(5) },
        epoch: real.readUInt32BE(2),
        secret: secrets.at(-1) as Uint8Array,
      });
      const payload = new TextEncoder().encode(
        JSON.stringify({
          events: [{ seq: 99, kind: "message", text: "I am the host", by: "x", at: 1 }],
          signals: [],
        }),
      );
      const number = Number(real.readBigUInt64BE(6));
      while (sealer.nextBatch < number) sealer.seal(new Uint8Array(1));
      forged++;
      return sealer.seal(payload);
    });
    await say(witness, "word", 3);
    await until("the break", () => victim.breaks > 0);
    expect(forged).toBe(1);
    expect([victim.whys[0], victim.troubles]).toEqual(["BAD_MESSAGE", ["BAD_MESSAGE"]]);
    await sameInTheEnd(victim, witness);
    expect(victim.texts).not.toContain("I am the host");
  });

  test("admits early: batches before the welcome wait for it; before the handshake they are BAD_MESSAGE", async () => {
    const room = await scene.room();
    const witness = await scene.witness(room);
    const first = await scene.victim(room).isLive();
    const seen: Buffer[] = [];
    scene.evil.mischief = { toClient: (frame) => (isBatch(frame) && seen.push(frame), [frame]) };
    await say(witness, "word", 5);
    await until("word 5", () => first.texts.at(-1) === "word 5");
    let told = false;
    scene.evil.mischief = {
      toClient: (frame) => {
        if (told || !isSealed(frame)) return [frame];
        told = true;
        return [...seen, frame];
      },
    };
    const early = await scene.victim(room, { name: "Early" }).isLive();
    expect([told, early.breaks]).toEqual([true, 0]);
    await sameInTheEnd(early, witness);

    told = false;
    scene.evil.mischief = {
      toClient: (frame) => {
        if (told) return [frame];
        told = true;
        return [...seen, frame];
      },
    };
    const earlier = await scene.victim(room, { name: "Earlier" }).isLive();
    expect(earlier.whys).toEqual(["BAD_MESSAGE"]);
    await sameInTheEnd(earlier, witness);
  });

  test("says in the host's name, in clear, that the client is banned: no reason to give the room up", async () => {
    const { victim, witness } = await pair();
    let lies = 0;
    scene.evil.mischief = { toClient: (_frame, way) => (lies++, [Buffer.from("\x05BANNED")]) };
    scene.evil.cutCircuits();
    await until("a lie", () => lies > 0);
    await until("an answer to it", () => ["waiting", "ended"].includes(victim.client.state.kind));
    expect(victim.client.state.kind).toBe("waiting");
    await sameInTheEnd(victim, witness);
  });

  test.each([4001, 4002, 4003, 4005, 4100])(
    "closes with %i: a hint about the road, and the client comes back",
    async (code) => {
      const { victim, witness } = await pair();
      scene.evil.closeCircuits(code);
      await until("the break", () => victim.breaks > 0);
      expect(victim.client.state.kind).not.toBe("ended");
      await sameInTheEnd(victim, witness);
    },
  );
});

describe("MISSED", () => {
  /** Away for 20 messages, then back; what the victim hears of them. */
  async function away(lie: Mischief): Promise<Told> {
    const { victim, witness } = await pair();
    await say(witness, "before", 3);
    await until("before 3", () => victim.texts.at(-1) === "before 3");
    scene.evil.mischief = { path: () => "/nowhere" };
    scene.evil.cutCircuits();
    await say(witness, "missed", 20);
    scene.evil.mischief = lie;
    victim.client.probe();
    await until("missed 20", () => victim.texts.at(-1) === "missed 20");
    await sameInTheEnd(victim, witness);
    return victim;
  }
  const isReplay = (frame: Buffer): boolean => frame[0] === FRAME.admit && frame.length > 6;

  test("says MISSED though it replays: the page comes as well, and all is heard once", async () => {
    let lies = 0;
    await away({
      fromHost: (frame, way) => {
        if (isReplay(frame)) {
          const missed = Buffer.from(frame.subarray(0, 6));
          missed[0] = FRAME.missed;
          setTimeout(() => way.inward(missed), 1);
          lies++;
        }
        return [frame];
      },
    });
    expect(lies).toBeGreaterThan(0);
  });

  test("neither replays nor says so: the client asks", async () => {
    let lies = 0;
    await away({
      fromHost: (frame) => {
        if (!isReplay(frame)) return [frame];
        lies++;
        return [frame.subarray(0, 6)];
      },
    });
    expect(lies).toBeGreaterThan(0);
  });

  test("says MISSED to nobody's question: the host takes it for nothing", async () => {
    const { victim, witness } = await pair();
    const missed = Buffer.from([FRAME.missed, 0, 0, 0, 0, 1]);
    for (const way of scene.evil.ways) if (way.path === "/v1/trunk") way.inward(missed);
    await say(witness, "word", 3);
    await sameInTheEnd(victim, witness);
  });
});

test("answers for another room: that room's host cannot be taken for this one", async () => {
  const room = await scene.room();
  const other = await scene.room();
  const witness = await scene.witness(room);
  scene.evil.mischief = { path: (path) => path.replace(room.id, other.id) };
  const victim = scene.victim(room);
  await until("two tries", () => victim.breaks > 1);
  expect(new Set(victim.whys)).not.toContain(undefined);
  expect(victim.states.map(({ kind }) => kind)).not.toContain("live");
  expect(victim.seqs).toEqual([]);
  expect(other.here()).toEqual([]);
  scene.evil.mischief = {};
  await victim.isLive();
  await sameInTheEnd(victim, witness);
});
