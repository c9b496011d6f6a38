import { describe, expect, test } from "vitest";
import { Outbox } from "../src/core/outbox.ts";
import { WINDOW } from "../src/limits.ts";

const body = (text: string) => ({ kind: "message", text }) as const;

function outboxOf(...texts: string[]) {
  const outbox = new Outbox([], 1);
  for (const text of texts) outbox.add(body(text), 0);
  save(outbox);
  outbox.connected();
  return outbox;
}

function save(outbox: Outbox): void {
  const change = outbox.changes();
  if (change) outbox.stored(change);
}

const ns = (outbox: Outbox) => outbox.take().map(({ n, body }) => `${n} ${body.text}`);

describe("an outbox", () => {
  test("sends nothing before it is stored", () => {
    const outbox = new Outbox([], 1);
    outbox.add(body("a"), 0);
    outbox.connected();
    expect(ns(outbox)).toEqual([]);
    const change = outbox.changes();
    expect(change).toEqual({ put: [{ key: 1, n: 1, body: body("a"), at: 0 }], remove: [], nextN: 2 });
    outbox.stored(change!);
    expect(ns(outbox)).toEqual(["1 a"]);
    expect(ns(outbox)).toEqual([]);
  });

  test("sends everything again on a new connection, and settles each by its ack", () => {
    const outbox = outboxOf("a", "b");
    expect(ns(outbox)).toEqual(["1 a", "2 b"]);
    expect(outbox.acked(1, 7)).toEqual({ kind: "acked", key: 1, n: 1, seq: 7 });
    expect(outbox.acked(1, 7)).toBeUndefined();
    outbox.connected();
    expect(ns(outbox)).toEqual(["2 b"]);
    expect(outbox.changes()).toEqual({ put: [], remove: [1], nextN: 3 });
  });

  test("settles what is seen in the log, and then ignores its ack", () => {
    const outbox = outboxOf("a");
    ns(outbox);
    expect(outbox.seen(1, "another text", 4)).toBeUndefined();
    expect(outbox.seen(1, "a", 4)).toMatchObject({ kind: "acked", seq: 4 });
    expect(outbox.acked(1, 4)).toBeUndefined();
    expect(outbox.entries).toEqual([]);
  });

  test("keeps its window", () => {
    const outbox = outboxOf(...Array.from({ length: WINDOW + 3 }, (_, i) => `${i}`));
    expect(ns(outbox)).toHaveLength(WINDOW);
    outbox.acked(1, 1);
    expect(ns(outbox)).toEqual([`${WINDOW + 1} ${WINDOW}`]);
  });

  test("waits for all answers, then numbers from what the host expects, stores that, and sends again", () => {
    const outbox = outboxOf("a", "b", "c");
    ns(outbox);
    outbox.expected(1, 5);
    expect(outbox.settledDown()).toBeUndefined();
    outbox.add(body("d"), 0);
    save(outbox);
    outbox.expected(2, 5);
    outbox.expected(3, 5);
    expect(ns(outbox)).toEqual([]);
    expect(outbox.settledDown()).toEqual({ pause: false });
    expect(ns(outbox)).toEqual([]);
    save(outbox);
    expect(ns(outbox)).toEqual(["5 a", "6 b", "7 c", "8 d"]);
    expect(outbox.nextN).toBe(9);
  });

  test("takes a refused entry out of the stream; those behind move up", () => {
    const outbox = outboxOf("a", "bad", "c");
    ns(outbox);
    outbox.acked(1, 1);
    expect(outbox.refused(2, "TEXT_CHARACTERS", "no")).toMatchObject({ kind: "failed", key: 2 });
    outbox.expected(3, 2);
    expect(outbox.settledDown()).toEqual({ pause: false });
    save(outbox);
    expect(ns(outbox)).toEqual(["2 c"]);
    outbox.acked(2, 2);
    expect(outbox.entries).toMatchObject([{ key: 2, n: null, failed: { code: "TEXT_CHARACTERS" } }]);
    expect(outbox.retry(2)).toMatchObject({ key: 2, n: 3 });
    save(outbox);
    expect(ns(outbox)).toEqual(["3 bad"]);
  });

  test.each(["RATE", "LOG_FULL", "LOG_READ_ONLY", "LOG_FAILED", "BUSY"])(
    "keeps an entry after %s",
    (code) => {
      const outbox = outboxOf("a", "b");
      ns(outbox);
      expect(outbox.refused(1, code, "")).toBeUndefined();
      outbox.expected(2, 1);
      expect(outbox.settledDown()).toEqual({ pause: true });
      expect(ns(outbox)).toEqual(["1 a", "2 b"]);
    },
  );

  test("what an earlier connection had stored keeps its number, and so do those behind it", () => {
    const outbox = outboxOf("a", "b", "c", "d");
    ns(outbox);
    // All four are stored, and the connection ends before anything is answered. The next: the disk is full for a moment.
    outbox.connected();
    ns(outbox);
    outbox.refused(1, "LOG_FULL", "");
    outbox.refused(2, "LOG_FULL", "");
    outbox.acked(3, 3);
    outbox.acked(4, 4);
    outbox.add(body("e"), 0);
    expect(outbox.settledDown()).toEqual({ pause: true });
    save(outbox);
    expect(ns(outbox)).toEqual(["1 a", "2 b", "5 e"]);
    expect(outbox.nextN).toBe(6);
  });

  test("what the host has below the number that it expects is not said again under another", () => {
    const outbox = outboxOf("a", "b", "c", "d");
    ns(outbox);
    // An earlier connection had brought a and b; this one is refused with them, and then told what is expected.
    outbox.refused(1, "LOG_FULL", "");
    outbox.refused(2, "LOG_FULL", "");
    outbox.refused(3, "LOG_FULL", "");
    outbox.expected(4, 3);
    expect(outbox.settledDown()).toEqual({ pause: true });
    save(outbox);
    expect(ns(outbox)).toEqual(["1 a", "2 b", "3 c", "4 d"]);
  });

  test("a conflict fails one entry and frees no number: the host has used it", () => {
    const outbox = outboxOf("a", "b");
    ns(outbox);
    expect(outbox.refused(1, "CONFLICT", "")).toMatchObject({ kind: "failed", key: 1 });
    expect(outbox.settledDown()).toBeUndefined();
    expect(outbox.acked(2, 9)).toMatchObject({ key: 2 });
    expect(outbox.discard(1)).toBe(true);
    expect(outbox.discard(1)).toBe(false);
    expect(outbox.entries).toEqual([]);
  });

  test("ignores answers to what it did not send here", () => {
    const outbox = outboxOf("a");
    expect(outbox.acked(1, 1)).toBeUndefined();
    outbox.expected(1, 9);
    expect(ns(outbox)).toEqual(["1 a"]);
  });
});
