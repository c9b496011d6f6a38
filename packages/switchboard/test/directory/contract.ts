/** What every directory must do. SPEC.md of relay, section 6. */
import { checkRoomName } from "@partyline/names";
import { limits } from "@partyline/relay";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Directory, Entered, Entering } from "../../src/directory/directory.ts";
import { keysOf, type RecordFields, recordOf, tombstoneOf } from "../keys.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);

const entering = (label: string, fields: RecordFields, receipt?: Entering["receipt"]): Entering => {
  const name = checkRoomName(fields.name);
  if (!name.ok) throw new Error(name.message);
  return {
    record: recordOf(keysOf(label), fields),
    key: name.key,
    skeleton: name.skeleton,
    addresses: [],
    receipt,
  };
};
const room = (label: string) => keysOf(label).room;
const keyOf = (name: string) => entering("x", { name }).key;

function heldBy(entered: Entered): string | undefined {
  if (entered.kind !== "entered") throw new Error("stale");
  return entered.held?.name ?? entered.conflict;
}

export function directoryContract(adapter: string, openDirectory: () => Directory): void {
  const open = () => {
    const directory = openDirectory();
    onTestFinished(() => directory.close());
    return directory;
  };

  describe(`${adapter}: names`, () => {
    test("R6.7 first come, first served: by key and by look", async () => {
      const directory = open();
      expect(heldBy(await directory.enter(entering("a", { name: "Reading Club" }), NOW))).toBe(
        "Reading Club",
      );
      expect(heldBy(await directory.enter(entering("b", { name: "READING CLUB" }), NOW))).toBe("NAME_TAKEN");
      expect(heldBy(await directory.enter(entering("c", { name: "reading-c1ub" }), NOW))).toBe(
        "NAME_CONFUSABLE",
      );
      expect((await directory.named(keyOf("reading club"), NOW))?.room).toBe(room("a"));
      expect((await directory.entry(room("b"), NOW))?.held).toBeUndefined();
    });

    test("R6.7 names of one room do not collide with each other", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Ian" }), NOW);
      expect(heldBy(await directory.enter(entering("a", { name: "lan", serial: 2 }), NOW))).toBe("lan");
    });

    test("R6.7 after a change of name the old one is free at once", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Old" }), NOW);
      await directory.enter(entering("a", { name: "New", serial: 2 }), NOW);
      expect(heldBy(await directory.enter(entering("b", { name: "Old" }), NOW))).toBe("Old");
      expect(heldBy(await directory.enter(entering("c", { name: "New" }), NOW))).toBe("NAME_TAKEN");
    });

    test("R6.7 the name is its own for 90 days after it was seen, and for 30 more only it may return", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Sleeper" }), NOW);
      await directory.seen([room("a")], NOW + DAY);
      const leased = NOW + DAY + limits.LEASE_MS;
      expect((await directory.named(keyOf("sleeper"), leased))?.held?.name).toBe("Sleeper");
      expect(await directory.named(keyOf("sleeper"), leased + 1)).toBeUndefined();
      expect((await directory.entry(room("a"), leased + 1))?.held).toBeUndefined();
      const last = leased + limits.GRACE_MS;
      expect(heldBy(await directory.enter(entering("b", { name: "sleeper" }), last))).toBe("NAME_TAKEN");
      expect(heldBy(await directory.enter(entering("b", { name: "sleeper", serial: 2 }), last + 1))).toBe(
        "sleeper",
      );
    });

    test("R6.7 it comes back to its name within the grace, with its first claim", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Sleeper" }), NOW);
      const again = await directory.enter(entering("a", { name: "Sleeper" }), NOW + 119 * DAY);
      expect(again).toMatchObject({ held: { claimedAt: NOW } });
    });

    test("R6.8 taken out, it keeps its name; released, the name is free and its receipts are void", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Club" }), NOW);
      await directory.remove(room("a"), false, NOW);
      expect(await directory.entry(room("a"), NOW)).toBeUndefined();
      expect(await directory.named(keyOf("club"), NOW)).toBeUndefined();
      expect(heldBy(await directory.enter(entering("b", { name: "club" }), NOW))).toBe("NAME_TAKEN");
      await directory.remove(room("a"), true, NOW + 5);
      expect(heldBy(await directory.enter(entering("b", { name: "club", serial: 2 }), NOW + 6))).toBe("club");
      const receipt = { claimedAt: NOW, issuedAt: NOW };
      const again = await directory.enter(entering("a", { name: "Club", serial: 2 }, receipt), NOW + 7);
      expect(heldBy(again)).toBe("NAME_TAKEN");
    });

    test("R6.11 after a loss, a receipt has the name back from whoever took it meanwhile", async () => {
      const directory = open();
      await directory.enter(entering("b", { name: "Club" }), NOW);
      const receipt = { claimedAt: NOW - DAY, issuedAt: NOW - 1 };
      const restored = await directory.enter(entering("a", { name: "Club" }, receipt), NOW + 1);
      expect(restored).toMatchObject({ held: { claimedAt: NOW - DAY }, lost: [room("b")] });
      expect((await directory.entry(room("b"), NOW))?.held).toBeUndefined();
    });

    test("R6.11 the earlier claim has it", async () => {
      const directory = open();
      await directory.enter(entering("b", { name: "Club" }, { claimedAt: NOW - 9, issuedAt: NOW }), NOW);
      const late = await directory.enter(
        entering("a", { name: "Club" }, { claimedAt: NOW - 8, issuedAt: NOW }),
        NOW,
      );
      expect(heldBy(late)).toBe("NAME_TAKEN");
    });
  });

  describe(`${adapter}: records`, () => {
    test("R6.4 the highest serial stays; the same again is the same", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Club", serial: 5 }), NOW);
      expect(await directory.enter(entering("a", { name: "Club", serial: 4 }), NOW)).toEqual({
        kind: "stale",
        serial: 5,
      });
      expect((await directory.enter(entering("a", { name: "Other", serial: 5 }), NOW)).kind).toBe("stale");
      expect((await directory.enter(entering("a", { name: "Club", serial: 5 }), NOW)).kind).toBe("entered");
      await directory.remove(room("a"), true, NOW);
      expect((await directory.enter(entering("a", { name: "Club", serial: 4 }), NOW)).kind).toBe("stale");
    });

    test("what was entered is found by id and by name#abcd, with all that it came with", async () => {
      const directory = open();
      const addresses = [{ address: "192.168.1.5", port: 2525 }];
      const one = { ...entering("a", { name: "Zoë", listed: false }), addresses };
      await directory.enter(one, NOW);
      await directory.enter(entering("b", { name: "Zoë" }), NOW);
      expect(await directory.entry(room("a"), NOW)).toEqual({
        room: room("a"),
        record: one.record,
        nameKey: one.key,
        addresses,
        seen: NOW,
        held: { name: "Zoë", key: one.key, skeleton: one.skeleton, claimedAt: NOW },
      });
      const tagged = await directory.tagged(keyOf("zoë"), room("b").slice(0, 4), NOW);
      expect(tagged.map((entry) => entry.room)).toEqual([room("b")]);
      expect(await directory.tagged(keyOf("zoë"), "zzzz", NOW)).toEqual([]);
      expect([await directory.knows(room("a")), await directory.knows(room("c"))]).toEqual([true, false]);
    });

    test("R6.15 pages: those to be shown, the last seen first, no room twice and none left out", async () => {
      const directory = open();
      for (let i = 0; i < 12; i++)
        await directory.enter(
          entering(`r${i}`, { name: `Room 1${i}`, listed: i !== 3 }),
          NOW + Math.floor(i / 3),
        );
      const all = await directory.page("", undefined, 50, NOW);
      expect(all).toHaveLength(11);
      expect(all.map(({ seen }) => seen)).toEqual(all.map(({ seen }) => seen).sort((a, b) => b - a));
      const walked: string[] = [];
      for (let after = undefined as (typeof all)[number] | undefined; ; ) {
        const page = await directory.page("", after, 4, NOW);
        walked.push(...page.map((entry) => entry.room));
        after = page.at(-1);
        if (page.length < 4) break;
      }
      expect(walked).toEqual(all.map((entry) => entry.room));
      expect(await directory.page("room 111", undefined, 9, NOW)).toHaveLength(1);
      expect(await directory.page("%", undefined, 9, NOW)).toEqual([]);
    });

    test("what nobody may return to is forgotten", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "A" }), NOW);
      await directory.enter(entering("b", { name: "B" }), NOW + DAY);
      expect(await directory.sweep(NOW + limits.LEASE_MS + limits.GRACE_MS + 1)).toBe(1);
      expect([await directory.knows(room("a")), await directory.knows(room("b"))]).toEqual([false, true]);
    });
  });

  describe(`${adapter}: rooms that are no more`, () => {
    const graveOf = (label: string, closedAt = NOW) => tombstoneOf(keysOf(label), closedAt);
    const shown = async (directory: Directory) =>
      new Map((await directory.tombstones()).map(({ room, frame }) => [room, Buffer.from(frame)]));
    const over = NOW + limits.TOMBSTONE_MS;

    test("R3.12 buried, a room is in no list, its name is free, and its receipts are void", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Club" }), NOW);
      expect(await directory.bury(graveOf("a"), NOW)).toBe(true);
      expect(await shown(directory)).toEqual(new Map([[room("a"), Buffer.from(graveOf("a").frame)]]));
      expect(await directory.entry(room("a"), NOW)).toBeUndefined();
      expect(await directory.page("", undefined, 9, NOW)).toEqual([]);
      expect(await directory.tagged(keyOf("club"), room("a").slice(0, 4), NOW)).toEqual([]);
      expect(heldBy(await directory.enter(entering("b", { name: "club" }), NOW + 1))).toBe("club");
      const receipt = { claimedAt: NOW - DAY, issuedAt: NOW - 1 };
      const again = await directory.enter(entering("a", { name: "Club", serial: 2 }, receipt), NOW + 2);
      expect(heldBy(again)).toBe("NAME_TAKEN");
    });

    test("R3.11 the same again is kept as it was; a later one takes its place", async () => {
      const directory = open();
      for (const closedAt of [NOW, NOW, NOW - 5, NOW + 5])
        expect(await directory.bury(graveOf("a", closedAt), NOW + DAY)).toBe(true);
      expect(await shown(directory)).toEqual(
        new Map([[room("a"), Buffer.from(graveOf("a", NOW + 5).frame)]]),
      );
    });

    test("R3.13 outlived, it is shown no more, nor taken again; one from afterwards is", async () => {
      const directory = open();
      await directory.bury(graveOf("a"), NOW);
      await directory.outlive(room("a"));
      await directory.outlive(room("b"));
      expect(await shown(directory)).toEqual(new Map());
      await directory.enter(entering("a", { name: "Club" }), NOW);
      for (const closedAt of [NOW, NOW - 1])
        expect(await directory.bury(graveOf("a", closedAt), NOW + 1)).toBe(false);
      expect((await directory.named(keyOf("club"), NOW))?.room).toBe(room("a"));
      expect(await directory.bury(graveOf("a", NOW + 1), NOW + 1)).toBe(true);
      expect((await shown(directory)).size).toBe(1);
    });

    test("R3.13 one from before the record frees no name, also where no tombstone was ever here", async () => {
      const directory = open();
      await directory.enter(entering("a", { name: "Club", issuedAt: NOW }), NOW);
      expect(await directory.bury(graveOf("a", NOW - 1), NOW)).toBe(false);
      expect((await directory.named(keyOf("club"), NOW))?.room).toBe(room("a"));
      expect((await shown(directory)).size).toBe(0);
      expect(await directory.bury(graveOf("a", NOW), NOW)).toBe(true);
    });

    test("R3.12 the oldest of too many goes, and each after 90 days", async () => {
      const directory = open();
      const labels = ["a", "b", "c", "d"];
      for (const [at, label] of labels.entries()) await directory.bury(graveOf(label), NOW + at);
      expect(await directory.forget(NOW + 9, 4)).toEqual([]);
      expect(await directory.forget(NOW + 9, 3)).toEqual([room("a")]);
      expect(new Set((await shown(directory)).keys())).toEqual(new Set(["b", "c", "d"].map(room)));
      expect(await directory.forget(over + 1, 3)).toEqual([]);
      expect(await directory.forget(over + 2, 3)).toEqual([room("b")]);
      expect(new Set(await directory.forget(over + 4, 3))).toEqual(new Set(["c", "d"].map(room)));
      expect(await shown(directory)).toEqual(new Map());
    });

    test("R3.13 one that was outlived is remembered for as long as there is a name that it could free", async () => {
      const directory = open();
      for (const label of ["a", "b"]) {
        await directory.bury(graveOf(label), NOW);
        await directory.outlive(room(label));
      }
      await directory.enter(entering("a", { name: "Club" }), NOW);
      expect(await directory.forget(over + 1, 9)).toEqual([room("b")]);
      expect(await directory.bury(graveOf("a"), over + 2)).toBe(false);
      await directory.sweep(over + limits.GRACE_MS + 1);
      expect(await directory.forget(over + limits.GRACE_MS + 1, 9)).toEqual([room("a")]);
    });
  });
}
