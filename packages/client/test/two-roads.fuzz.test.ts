/** Random breaks and returns of two roads, with something said on both sides all the while. */
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock, settle } from "@partyline/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import { RoomClient } from "../src/room-client.ts";
import { ScriptedHost } from "./scripted-host.ts";
import { TwoRoadHost } from "./two-road-host.ts";

const road = fc.constantFrom("direct" as const, "switchboard" as const);
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("host says" as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("client says" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("break" as const), road, down: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("mend" as const), road }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("move" as const), most: fc.nat(6) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(15_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("probe" as const) }) },
);

/** Each run shakes hands several times: a fifth of the usual number. */
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 5);

test("whatever the roads do, each message is stored once and heard once, in order", async () => {
  const operations = fc.array(operation, { minLength: 5, maxLength: 40 });
  const replays = fc.constantFrom("none", "whole", "with holes", "short");
  await fc.assert(fc.asyncProperty(operations, replays, run), { numRuns });
}, 120_000);

async function run(
  operations: (typeof operation extends fc.Arbitrary<infer O> ? O : never)[],
  replays: string,
): Promise<void> {
  const clock = new FakeClock();
  const host = new ScriptedHost(clock);
  const roads = new TwoRoadHost(host);
  if (replays === "whole") host.replay = (frames) => frames;
  if (replays === "with holes") host.replay = (frames) => frames.filter((_, at) => at % 2 === 1);
  if (replays === "short") host.replay = (frames) => frames.slice(0, 1);
  const client = new RoomClient({
    target: roads.target,
    dial: roads.dial,
    store: memoryStore(),
    name: "Ben",
    clock,
    provider: nodeProvider,
    random: () => 0.5,
    since: { seq: 0 },
  });
  const heard: { seq: number; text: string }[] = [];
  client.on((event) => {
    if (event.kind !== "events") return;
    for (const one of event.events) if (one.kind === "message") heard.push({ seq: one.seq, text: one.text });
  });
  const said: string[] = [];
  client.start();
  await host.flush();
  for (const step of operations) {
    if (step.do === "host says") host.say(`host ${host.head + 1}`);
    else if (step.do === "client says") {
      said.push(`client ${said.length}`);
      client.send(said.at(-1)!).catch(() => {});
    } else if (step.do === "break") roads.cut(step.road, step.down);
    else if (step.do === "mend") roads.down[step.road] = false;
    else if (step.do === "move") {
      for (const { pair } of host.connections) pair.flush(step.most);
      await settle();
    } else if (step.do === "wait") {
      await clock.advance(step.ms);
      if (step.ms % 2 === 0) await host.flush();
    } else client.probe();
  }
  roads.down.direct = false;
  roads.down.switchboard = false;
  for (let i = 0; i < 320; i++) {
    await clock.advance(500);
    await host.flush();
  }
  expect(client.state.kind).toBe("live");
  expect(client.road?.kind).toBe("direct");
  expect(heard).toEqual(
    host.log.map((event) => ({ seq: event.seq, text: (event as { text: string }).text })),
  );
  const own = heard.filter(({ text }) => text.startsWith("client")).map(({ text }) => text);
  expect(own).toEqual(said);
  expect(client.pending).toEqual([]);
  await client.close();
  expect(clock.waiting).toBe(0);
}
