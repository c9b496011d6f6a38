/** Nobody gets a batch twice, out of order or not at all, nothing is written where it may not be (the fakes look), and
 *  what waits is bounded. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { stage } from "./stage.ts";
import { MANY, op, World } from "./world.ts";

// Each run plays up to 120 operations, some 20 times the cost of decoding one message.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 10);

test("R4.6, R4.7, R4.10, R5.1 to R5.9 whatever hosts, clients and roads do", () => {
  fc.assert(
    fc.property(fc.array(op, { maxLength: 120 }), (steps) => {
      const world = new World();
      for (const step of steps) {
        world.run(step);
        world.bounded();
      }
      world.end();
    }),
    { numRuns },
  );
}, 600_000);

test("R2.6 whatever bytes come on a trunk, nothing is thrown and the others go on", () => {
  const scene = stage({ limits: { registrations: MANY, opens: MANY, nodeOpens: MANY } });
  let generation = 1;
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc
            .tuple(
              fc.integer({ min: 0, max: 0x18 }),
              fc.nat({ max: 3 }),
              fc.nat({ max: 3 }),
              fc.uint8Array({ maxLength: 30 }),
            )
            .map(([type, flags, circuit, more]) => Uint8Array.of(type, flags, 0, 0, 0, circuit, ...more)),
        ),
        { maxLength: 8 },
      ),
      (frames) => {
        const good = scene.host(++generation);
        const { client } = scene.member(good);
        const evil = scene.host(generation + 1);
        generation += 2;
        const victim = scene.host(generation + 1);
        generation += 1;
        expect(client.closed).toBeDefined();
        const member = scene.member(victim).client;
        for (const frame of frames) evil.send(frame);
        victim.cast(1, generation, 1, "still here");
        scene.flush();
        expect(member.texts).toEqual(["still here"]);
        for (const host of [good, evil, victim]) host.session.closed(1006);
        expect(scene.exchange.census).toMatchObject({ trunks: 0, circuits: 0 });
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 2000) },
  );
}, 600_000);
