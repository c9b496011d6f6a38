/** A switchboard that means harm, between a real host and real clients: what each client sees where it withholds,
 *  reorders, repeats and delays, and that what it is told stays the room's log, whole and in order. */
import { describe, expect, test } from "vitest";
import { isBatch, isSealed, say, sceneForTests, type Told, until } from "./fixtures/evil-scene.ts";
import { FRAME, type Mischief } from "./fixtures/evil-switchboard.ts";

const stage = sceneForTests();

describe("withholding", () => {
  test("drops every third cast: the holes are fetched, the connection stays", async () => {
    const { victim, witness } = await stage.scene.pair();
    let n = 0;
    stage.scene.evil.mischief = { toClient: (frame) => (isBatch(frame) && ++n % 3 === 0 ? [] : [frame]) };
    await say(witness, "word", 30);
    await stage.scene.sameInTheEnd(victim, witness);
    expect(n).toBeGreaterThan(20);
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
  });

  test("drops all casts: the host's beat tells what is withheld, and it is fetched", async () => {
    const { victim, witness } = await stage.scene.pair();
    stage.scene.evil.mischief = { toClient: (frame) => (isBatch(frame) ? [] : [frame]) };
    await say(witness, "word", 10);
    await until("word 10", () => victim.texts.at(-1) === "word 10");
    expect(victim.breaks).toBe(0);
    expect(victim.client.completeTo.seq).toBe(victim.seqs.length);
    await stage.scene.sameInTheEnd(victim, witness);
  });

  test("drops all: the client says SILENT and until when it is complete, and comes back", async () => {
    const { victim, witness } = await stage.scene.pair();
    const { seq } = victim.client.completeTo;
    stage.scene.evil.mischief = { toClient: () => [] };
    await say(witness, "word", 10);
    await until("silence", () => victim.whys.length > 0);
    expect(victim.whys[0]).toBe("SILENT");
    expect(victim.client.completeTo.seq).toBe(seq);
    await stage.scene.sameInTheEnd(victim, witness);
  });

  test("drops what the client sends: it stays in the outbox, is sent again, and is said once", async () => {
    const { victim, witness } = await stage.scene.pair();
    stage.scene.evil.mischief = { fromClient: () => [] };
    const sent = [1, 2, 3].map((i) => victim.client.send(`from the outbox ${i}`));
    await until("the outbox", () => victim.client.pending.length === 3);
    stage.scene.evil.mischief = {};
    stage.scene.evil.cutCircuits();
    await Promise.all(sent);
    await stage.scene.sameInTheEnd(victim, witness);
    expect(victim.texts.filter((text) => text.startsWith("from"))).toHaveLength(3);
  });

  // Beats keep coming, so only the missing answers tell.
  test("drops all that the client sends: the client notices by itself", async () => {
    const { victim } = await stage.scene.pair();
    stage.scene.evil.mischief = { fromClient: () => [] };
    victim.client.send("never acked").catch(() => {});
    await until("the break", () => victim.breaks > 0, 3_000);
  });

  test("drops some of what the client sends: the client notices by itself", async () => {
    const { victim } = await stage.scene.pair();
    let n = 0;
    stage.scene.evil.mischief = { fromClient: (frame) => (isSealed(frame) && ++n === 1 ? [] : [frame]) };
    for (const text of ["one", "two", "three"]) victim.client.send(text).catch(() => {});
    await until("them all", () => victim.texts.length === 3, 3_000);
  });

  test("cuts a replay short: what lacks is asked for", async () => {
    const { victim, witness } = await stage.scene.pair();
    await say(witness, "before", 3);
    await until("before 3", () => victim.texts.at(-1) === "before 3");
    stage.scene.evil.mischief = { path: () => "/nowhere" };
    stage.scene.evil.cutCircuits();
    await say(witness, "missed", 20);
    let replayed = 0;
    stage.scene.evil.mischief = { toClient: (frame) => (isBatch(frame) && ++replayed > 8 ? [] : [frame]) };
    victim.client.probe();
    await until("missed 20", () => victim.texts.at(-1) === "missed 20");
    expect(replayed).toBeGreaterThan(8);
    await stage.scene.sameInTheEnd(victim, witness);
  });
});

describe("order and time", () => {
  test("swaps casts: a late one is left aside, and its hole fetched", async () => {
    const { victim, witness } = await stage.scene.pair();
    let held: Buffer | undefined;
    stage.scene.evil.mischief = {
      toClient: (frame) => {
        if (!isBatch(frame)) return [frame];
        const before = held;
        held = before ? undefined : frame;
        return before ? [frame, before] : [];
      },
    };
    await say(witness, "word", 30);
    await stage.scene.sameInTheEnd(victim, witness);
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
  });

  test("repeats casts: they are heard once", async () => {
    const { victim, witness } = await stage.scene.pair();
    const old: Buffer[] = [];
    stage.scene.evil.mischief = {
      toClient: (frame) => {
        if (!isBatch(frame)) return [frame];
        old.push(frame);
        return [frame, frame, ...old];
      },
    };
    await say(witness, "word", 20);
    await stage.scene.sameInTheEnd(victim, witness);
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
      const { victim, witness } = await stage.scene.pair();
      let done = false;
      stage.scene.evil.mischief = {
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
      await stage.scene.sameInTheEnd(victim, witness);
      expect(victim.texts.filter((text) => text === "once")).toHaveLength(1);
    },
  );

  test.each(["repeats", "changes"])(
    "%s a word from client to host: said once, by a new connection",
    async (how) => {
      const { victim, witness } = await stage.scene.pair();
      let done = false;
      stage.scene.evil.mischief = {
        fromClient: (frame) => {
          if (done || !isSealed(frame)) return [frame];
          done = true;
          return how === "repeats"
            ? [frame, frame]
            : [frame.map((byte, i) => (i === 20 ? byte ^ 1 : byte)) as Buffer];
        },
      };
      await victim.client.send("once");
      await stage.scene.sameInTheEnd(victim, witness);
      expect(victim.texts.filter((text) => text === "once")).toHaveLength(1);
      expect(victim.breaks).toBe(1);
    },
  );

  test("delays everything by 2 s of the room's time: all is there, as it was", async () => {
    const { victim, witness } = await stage.scene.pair();
    const later: NonNullable<Mischief["toClient"]> = (frame, way) => {
      setTimeout(() => way.inward(frame), 200);
      return [];
    };
    stage.scene.evil.mischief = { toClient: later };
    await say(witness, "word", 30);
    await until("word 30", () => victim.texts.at(-1) === "word 30");
    expect([victim.breaks, victim.troubles]).toEqual([0, []]);
    await stage.scene.sameInTheEnd(victim, witness);
  });
});

describe("MISSED", () => {
  /** Away for 20 messages, then back; what the victim hears of them. */
  async function away(lie: Mischief): Promise<Told> {
    const { victim, witness } = await stage.scene.pair();
    await say(witness, "before", 3);
    await until("before 3", () => victim.texts.at(-1) === "before 3");
    stage.scene.evil.mischief = { path: () => "/nowhere" };
    stage.scene.evil.cutCircuits();
    await say(witness, "missed", 20);
    stage.scene.evil.mischief = lie;
    victim.client.probe();
    await until("missed 20", () => victim.texts.at(-1) === "missed 20");
    await stage.scene.sameInTheEnd(victim, witness);
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
    const { victim, witness } = await stage.scene.pair();
    const missed = Buffer.from([FRAME.missed, 0, 0, 0, 0, 1]);
    for (const way of stage.scene.evil.ways) if (way.path === "/v1/trunk") way.inward(missed);
    await say(witness, "word", 3);
    await stage.scene.sameInTheEnd(victim, witness);
  });
});
