/** Whatever a host says inside the channel, and whenever: what is handed on is one log in its order, or said not to be;
 *  and once the host is honest again, the client is where the log is. */
import { nodeProvider } from "@partyline/secure/node";
import { FakeClock } from "@partyline/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryStore } from "../../src/adapters/memory-store.ts";
import type { ClientEvent } from "../../src/events.ts";
import { RoomClient } from "../../src/room-client.ts";
import { ScriptedHost } from "../scripted-host.ts";

// Each run shakes hands several times.
const numRuns = Math.ceil(Number(process.env.FUZZ_RUNS ?? 2000) / 10);

const small = fc.nat(8);
const id = fc.constantFrom("a".repeat(16), "b".repeat(16));
const log = fc.constantFrom("1".repeat(32), "3".repeat(32));
const code = fc.constantFrom("RATE", "CONFLICT", "TEXT_TOO_LONG", "UNAVAILABLE", "OF_LATER", "NOT_FOUND");
const bye = fc.constantFrom("SHUTDOWN", "BUSY", "SILENT", "BAD_MESSAGE", "RESUME", "OF_LATER");
const event = fc.oneof(
  fc.record({
    seq: small,
    at: small,
    kind: fc.constant("message"),
    by: id,
    from: fc.constant("Ann"),
    text: fc.string(),
  }),
  fc.record({
    seq: small,
    at: small,
    kind: fc.constant("message"),
    by: id,
    from: fc.constant("Ben"),
    text: fc.constantFrom("mine", "other"),
    client: fc.constant("00000000000000aa"),
    n: small,
  }),
  fc.record({ seq: small, at: small, kind: fc.constant("join"), by: id, from: fc.constant("Cid") }),
);
const events = fc.array(event, { maxLength: 4 });
/** Messages in their form, about anything. */
const message = fc.oneof(
  fc.record({
    type: fc.constant("welcome"),
    v: fc.constant(1),
    room: fc.record({
      name: fc.string(),
      password: fc.boolean(),
      log,
      first: small,
      head: small,
    }),
    you: fc.record({ id, name: fc.constant("Ben"), role: fc.constantFrom("member", "owner") }),
    epoch: fc.record({ epoch: small, secret: fc.constant("A".repeat(43)), next: small }),
    start: fc.constantFrom("fresh", "reset", "gap", "resumed", "replayed"),
    here: small,
    at: small,
  }),
  fc.record({ type: fc.constant("page"), re: small, events, first: small, head: small }),
  fc.record({ type: fc.constant("ack"), n: small, seq: fc.oneof(small, fc.constant(null)) }),
  fc.record({ type: fc.constant("expected"), n: small, expect: small }),
  fc.record({ type: fc.constant("done"), re: small }),
  fc.record({ type: fc.constant("refused"), re: small, code, detail: fc.constant("") }),
  fc.record({ type: fc.constant("refused"), n: small, code, detail: fc.constant("") }),
  fc.record({ type: fc.constant("beat"), head: fc.oneof(small, fc.constant(2 ** 40)) }),
  fc.record({ type: fc.constant("epoch"), epoch: small, secret: fc.constant("A".repeat(43)), next: small }),
  fc.record({ type: fc.constant("bye"), code: bye, detail: fc.string({ maxLength: 5 }) }),
  fc.record({ type: fc.string({ maxLength: 8 }), re: small }),
);
const text = fc.oneof(
  { weight: 8, arbitrary: message.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
);
const step = fc.oneof(
  { weight: 5, arbitrary: text.map((tell) => ({ tell })) },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        events.map((some) => JSON.stringify({ events: some, signals: [] })),
        text,
      )
      .map((cast) => ({ cast })),
  },
  { weight: 3, arbitrary: fc.constant({ say: "honest" }) },
  { weight: 2, arbitrary: fc.constantFrom("mine", "other").map((send) => ({ send })) },
  { weight: 2, arbitrary: fc.constantFrom(20, 2_000, 40_000).map((ms) => ({ ms })) },
  { weight: 1, arbitrary: fc.constantFrom("cut", "rotate").map((road) => ({ road })) },
);

const utf8 = new TextEncoder();

test("the log goes on where it was, or a reset says where; in the end the client has what the host has", () =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const clock = new FakeClock();
      const host = new ScriptedHost(clock);
      for (const said of ["one", "two"]) host.say(said, false);
      const told: ClientEvent[] = [];
      const { target, dial } = host;
      const client = new RoomClient({
        target,
        store: memoryStore(),
        name: "Ben",
        dial,
        clock,
        provider: nodeProvider,
        random: () => 0.5,
        since: { seq: 0 },
      });
      client.on((one) => told.push(one));
      const pass = async (ms: number) => {
        for (let left = ms; left > 0; left -= 500) {
          await clock.advance(Math.min(500, left));
          await host.flush();
        }
      };
      client.start();
      await host.flush();
      for (const one of steps) {
        const { channel, pair } = host.last;
        if ("tell" in one && channel.state === "open" && pair.b.open)
          pair.b.send(channel.seal(utf8.encode(one.tell)));
        if ("cast" in one) host.castFrame(host.sealer.seal(utf8.encode(one.cast)));
        if ("say" in one) host.say(one.say);
        if ("send" in one) client.send(one.send).catch(() => {});
        if ("ms" in one) await pass(one.ms);
        if ("road" in one && one.road === "cut") host.last.pair.cut();
        if ("road" in one && one.road === "rotate") host.rotate();
        await host.flush();
      }
      // Another log, of an honest host: nothing of the former counts.
      host.logId = "2".repeat(32);
      host.rotate(false);
      host.last.pair.cut();
      await pass(90_000);
      host.say("the end");
      await host.flush();

      let last: number | undefined;
      for (const one of told) {
        if (one.kind === "reset") last = one.first - 1;
        if (one.kind !== "events") continue;
        for (const { seq } of one.events) {
          if (last !== undefined) expect(seq).toBe(last + 1);
          last = seq;
        }
      }
      if (client.state.kind === "ended") expect(client.state.code).toMatch(/^[A-Z_]+$/);
      else expect([client.state.kind, last]).toEqual(["live", host.head]);
      await client.close();
      expect(clock.waiting).toBe(0);
    }),
    { numRuns },
  ));
