/** What every log adapter must do with entries: numbers, changes, each message exactly once. */
import { describe, expect, test } from "vitest";
import type { LogEntry } from "../../../src/log/index.ts";
import { CLIENT_IDLE_MS, CLIENTS_PER_MEMBER } from "../../../src/log/limits.ts";
import { ALL, hashOf, member, note, sent } from "../entries.ts";
import { type OpenRoom, storedFrom } from "./open-room.ts";

export function storingContract(adapter: string, openRoom: OpenRoom): void {
  describe(`${adapter}: append`, () => {
    test("numbers events from 1 without holes; a change alone takes no number", async () => {
      const { log } = await openRoom();
      const change: LogEntry = { changes: [{ set: "meta", key: "k", value: "v" }] };
      expect(await log.append([note("a"), change, note("b")])).toEqual([
        { kind: "stored", seq: 1 },
        { kind: "stored", seq: null },
        { kind: "stored", seq: 2 },
      ]);
      expect(await log.append([])).toEqual([]);
      expect(await log.append([note("c")])).toEqual(storedFrom(3, 1));
    });

    test("appends that overlap take effect in the order of the calls", async () => {
      const { log } = await openRoom();
      const all = await Promise.all([1, 2, 3].map((n) => log.append([sent(n)])));
      expect(all.flat()).toEqual(storedFrom(1, 3));
    });

    test("one entry that cannot be stored keeps out all of its append", async () => {
      const { log } = await openRoom();
      const bad: LogEntry[] = [
        { event: { at: 1, kind: "message", by: null, json: "[]" } },
        { event: { at: 0.5, kind: "message", by: null, json: "{}" } },
        { event: { at: 1, kind: "mess\0age", by: null, json: "{}" } },
        { ...sent(1), origin: { member: "anna", client: "c1", n: 0, hash: hashOf("1") } },
        { ...sent(1), origin: { member: "anna", client: "c1", n: 1, hash: new Uint8Array() } },
        { origin: { member: "anna", client: "c1", n: 1, hash: hashOf("1") } },
        { changes: [{ set: "meta", key: "k", value: "\ud800" }] },
        { changes: [{ set: "member", member: member("anna", { joinedAt: Number.NaN }) }] },
      ];
      for (const entry of bad)
        await expect(log.append([sent(1), entry])).rejects.toMatchObject({ code: "LOG_BAD_ENTRY" });
      expect(await log.append([sent(1)])).toEqual(storedFrom(1, 1));
    });

    test("what the caller changes afterwards does not change what is stored", async () => {
      const { log, reopened } = await openRoom();
      const record = member("anna");
      const entry = sent(1, "one");
      await log.append([{ ...entry, changes: [{ set: "member", member: record }] }]);
      record.name = "other";
      entry.origin?.hash.fill(0);
      const again = await reopened();
      expect(again.state.members).toEqual([member("anna")]);
      expect(await again.append([sent(1, "one")])).toEqual([{ kind: "duplicate", seq: 1 }]);
    });

    test("changes put, replace and remove, in order; members come by joining", async () => {
      const { log, reopened } = await openRoom();
      await log.append([
        {
          changes: [
            { set: "meta", key: "a", value: "1" },
            { set: "meta", key: "b", value: "1" },
            { set: "meta", key: "a", value: "2" },
            { set: "meta", key: "b", value: null },
            { set: "meta", key: "none", value: null },
            { set: "member", member: member("late", { joinedAt: 9 }) },
            { set: "member", member: member("b", { joinedAt: 3 }) },
            { set: "member", member: member("a", { joinedAt: 3 }) },
            { set: "member", member: member("late", { joinedAt: 9, name: "Later" }) },
          ],
        },
      ]);
      const { meta, members } = (await reopened()).state;
      expect([...meta]).toEqual([["a", "2"]]);
      expect(members).toEqual([
        member("a", { joinedAt: 3 }),
        member("b", { joinedAt: 3 }),
        member("late", { joinedAt: 9, name: "Later" }),
      ]);
    });

    test("text comes back as it went in", async () => {
      const { log, reopened } = await openRoom();
      const texts = ["", "{}", '"', "\\", "\u0000\u001f\u2028", "日本語 🎉", "\ud83d"];
      await log.append([...texts.map((text) => note(text)), { event: { ...note("").event!, json: "{}" } }]);
      const events = (await (await reopened()).newest(50, ALL)).map(({ json }) => JSON.parse(json));
      expect(events.slice(0, -1).map(({ text }) => text)).toEqual(texts);
      expect(events.at(-1)).toEqual({ seq: 8 });
    });
  });

  describe(`${adapter}: exactly once`, () => {
    test("a repeated number gets the seq of the first, and changes nothing", async () => {
      const { log, reopened } = await openRoom();
      await log.append([sent(1), note("between"), sent(2)]);
      const retry = { ...sent(1), changes: [{ set: "meta", key: "k", value: "v" }] } satisfies LogEntry;
      expect(await log.append([retry, sent(2), sent(3)])).toEqual([
        { kind: "duplicate", seq: 1 },
        { kind: "duplicate", seq: 3 },
        { kind: "stored", seq: 4 },
      ]);
      const again = await reopened();
      expect(again.state.head).toBe(4);
      expect(again.state.meta.size).toBe(0);
      expect(await again.append([sent(3)])).toEqual([{ kind: "duplicate", seq: 4 }]);
    });

    test("a repeated number with other content is a conflict", async () => {
      const { log } = await openRoom();
      await log.append([sent(1, "mine"), sent(2)]);
      const shorter = {
        ...sent(1),
        origin: { ...sent(1, "mine").origin!, hash: hashOf("mine").slice(0, 9) },
      };
      expect(await log.append([sent(1, "other"), shorter, sent(1, "mine")])).toEqual([
        { kind: "conflict", seq: 1 },
        { kind: "conflict", seq: 1 },
        { kind: "duplicate", seq: 1 },
      ]);
    });

    test("a number too high is told which is expected", async () => {
      const { log } = await openRoom();
      expect(await log.append([sent(2), sent(1), sent(3)])).toEqual([
        { kind: "expected", n: 1 },
        { kind: "stored", seq: 1 },
        { kind: "expected", n: 2 },
      ]);
    });

    test("later entries of an append see the earlier ones", async () => {
      const { log } = await openRoom();
      expect(await log.append([sent(1), sent(1), sent(2), sent(1, "x"), sent(4)])).toEqual([
        { kind: "stored", seq: 1 },
        { kind: "duplicate", seq: 1 },
        { kind: "stored", seq: 2 },
        { kind: "conflict", seq: 1 },
        { kind: "expected", n: 3 },
      ]);
    });

    test("every client of every member counts for itself", async () => {
      const { log } = await openRoom();
      const all = [sent(1, "a"), sent(1, "b", "c2"), sent(1, "c", "c1", "bob"), sent(2, "d", "c2")];
      expect(await log.append(all)).toEqual(storedFrom(1, 4));
    });

    test("any number of a long history is found", async () => {
      const { log } = await openRoom();
      for (let n = 1; n <= 300; n += 3) await log.append([note("other"), sent(n), sent(n + 1), sent(n + 2)]);
      const retries = await log.append(Array.from({ length: 300 }, (_, index) => sent(index + 1)));
      const seqs = Array.from({ length: 300 }, (_, index) => index + 2 + Math.floor(index / 3));
      expect(retries).toEqual(seqs.map((seq) => ({ kind: "duplicate", seq })));
    });

    test("retention forgets content, never the count", async () => {
      const { log, reopened } = await openRoom();
      await log.append([sent(1), sent(2), sent(3), note("newest")]);
      await log.prune({ last: 2 });
      const retries = [sent(1), sent(2, "other"), sent(3), sent(5), sent(4)];
      expect(await (await reopened()).append(retries)).toEqual([
        { kind: "duplicate", seq: null },
        { kind: "duplicate", seq: null },
        { kind: "duplicate", seq: 3 },
        { kind: "expected", n: 4 },
        { kind: "stored", seq: 5 },
      ]);
    });
  });

  describe(`${adapter}: clients of a member`, () => {
    const first = (client: number, who = "anna") => sent(1, "hi", `c${client}`, who);
    const full = () => Array.from({ length: CLIENTS_PER_MEMBER }, (_, client) => first(client));

    test("one more than the cap is refused, and the rest of the append is stored", async () => {
      const { log } = await openRoom({ now: () => 1 });
      await log.append(full());
      expect(
        await log.append([first(64), sent(2, "hi", "c0"), first(64, "bob"), sent(2, "x", "c64")]),
      ).toEqual([
        { kind: "tooManyClients" },
        { kind: "stored", seq: 65 },
        { kind: "stored", seq: 66 },
        { kind: "expected", n: 1 },
      ]);
    });

    test("the least recently used makes room when it is older than 90 days", async () => {
      let now = 1_000;
      const { log, reopened } = await openRoom({ now: () => now });
      await log.append(full());
      now = 2_000;
      await log.append(
        full()
          .slice(0, -2)
          .map((entry) => sent(2, "again", entry.origin?.client)),
      );
      now = 1_000 + CLIENT_IDLE_MS - 1;
      expect(await log.append([first(64)])).toEqual([{ kind: "tooManyClients" }]);
      now += 1;
      const again = await reopened();
      expect(await again.append([first(64), first(65), first(66)])).toEqual([
        { kind: "stored", seq: 127 },
        { kind: "stored", seq: 128 },
        { kind: "tooManyClients" },
      ]);
      // The two that went begin anew; what they once sent is no longer theirs.
      now += CLIENT_IDLE_MS * 2;
      expect(await again.append([sent(2, "?", "c63"), first(63), sent(1, "other", "c63")])).toEqual([
        { kind: "expected", n: 1 },
        { kind: "stored", seq: 129 },
        { kind: "conflict", seq: 129 },
      ]);
    });
  });
}
