/** `verifyLog` says what is wrong, and only what is. */
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { LogReader, type LogReport, LogSalvage, verifyLog } from "../../src/log/index.ts";
import { LogDatabase } from "../../src/log/sqlite/database.ts";
import { freshDir } from "../log/entries.ts";
import { ANNA, said, spoil, talk, tamper } from "./talk.ts";

/** The names of the checks that failed, and their words. */
const faults = ({ checks }: LogReport) =>
  Object.fromEntries(checks.filter(({ words }) => words.length > 0).map(({ name, words }) => [name, words]));

describe("a whole log", () => {
  test("is whole, closed or open in another process", () => {
    const { dir, head } = talk();
    const report = verifyLog(dir);
    expect(faults(report)).toEqual({});
    expect(report).toMatchObject({ first: 1, head, events: head, missing: [] });
  });

  test("is whole after retention, and after a client began anew", () => {
    const { dir, head } = talk();
    const log = LogDatabase.open(dir, { create: false, newLogId: "" });
    onTestFinished(() => log.close());
    log.prune({ last: 300 });
    log.append([said(ANNA, 401), said(ANNA, 402)], 1);
    expect(faults(verifyLog(dir))).toEqual({});
    expect(verifyLog(dir)).toMatchObject({ first: head - 299, head: head + 2, events: 302 });
    tamper(`${dir}/log.db`, `DELETE FROM clients WHERE member = '${ANNA}'`);
    log.close();
    const again = LogDatabase.open(dir, { create: false, newLogId: "" });
    onTestFinished(() => again.close());
    again.append([said(ANNA, 1), said(ANNA, 2)], 1);
    expect(faults(verifyLog(dir))).toEqual({});
  });
});

describe("what is wrong is said", () => {
  test.each([
    [
      "an event in the middle is gone",
      "DELETE FROM events WHERE seq = 500",
      ["numbers", "senders"],
      [[500, 500]],
    ],
    ["the last events are gone", "DELETE FROM events WHERE seq > 800", ["numbers", "senders"], [[801, 802]]],
    [
      "a text was changed",
      `UPDATE events SET json = replace(json, 'a says 7"', 'a says 8"')`,
      ["senders"],
      [],
    ],
    ["a link was changed", "UPDATE events SET jump = 3 WHERE seq = 601", ["senders"], []],
    ["a sender's end was changed", "UPDATE clients SET last_n = 399", ["senders"], []],
    [
      "two messages were swapped",
      "UPDATE events SET seq = -seq WHERE seq IN (11, 13); UPDATE events SET seq = 24 + seq WHERE seq < 0",
      ["senders"],
      [],
    ],
    ["an event is no event", `UPDATE events SET json = '{"at":1}' WHERE seq = 9`, ["events", "senders"], []],
    ["a row says another kind", "UPDATE events SET kind = 'join' WHERE seq = 9", ["events", "senders"], []],
    ["a table is gone", "DROP TABLE clients", ["file"], []],
  ])("%s", (_, sql, names, missing) => {
    const { dir, file } = talk();
    tamper(file, sql);
    const report = verifyLog(dir);
    expect(Object.keys(faults(report))).toEqual(names);
    expect(report.missing).toEqual(missing);
    for (const words of Object.values(faults(report))) expect(words.length).toBeLessThanOrEqual(21);
  });

  test("a page that cannot be read: what was on it is missing, and the rest is looked at", () => {
    const { dir, file, head } = talk();
    spoil(file, "a says 205");
    const report = verifyLog(dir);
    expect(Object.keys(faults(report))).toContain("file");
    const [[from, to] = [0, 0]] = report.missing;
    expect(from).toBeLessThanOrEqual(411);
    expect(to).toBeGreaterThanOrEqual(411);
    expect(report.events).toBe(head - (to - from + 1));
  });

  test("no database at all", () => {
    const { dir, file } = talk();
    writeFileSync(file, "text ".repeat(9_000));
    expect(Object.keys(faults(verifyLog(dir)))).toEqual(["file"]);
  });
});

describe("what can be read of a damaged log", () => {
  const seqs = (dir: string, scan = true): number[] => {
    const log = new LogSalvage(dir, { scan });
    onTestFinished(() => log.close());
    return [...log.events()].map(({ seq }) => seq);
  };

  test("all of a whole one, long texts too, by SQLite alone and with the bytes", () => {
    const { dir, head } = talk();
    const all = Array.from({ length: head }, (_, index) => index + 1);
    expect(seqs(dir, false)).toEqual(all);
    expect(seqs(dir)).toEqual(all);
  });

  test("all, where the first page is gone and SQLite reads nothing", () => {
    const { dir, file, head } = talk();
    spoil(file, "SQLite format 3".slice(1));
    expect(() => new LogReader(dir)).toThrow(expect.objectContaining({ code: "LOG_DAMAGED" }));
    expect(seqs(dir)).toHaveLength(head);
    const log = new LogSalvage(dir, { scan: true });
    onTestFinished(() => log.close());
    const long = [...log.events()].find(({ seq }) => seq === 201);
    expect(JSON.parse(long?.json ?? "")).toMatchObject({ text: `${"long ".repeat(1_900)}100` });
  });

  test("all but one page, where a leaf is gone", () => {
    const { dir, file, head } = talk();
    spoil(file, "a says 205");
    const left = seqs(dir);
    expect(left.length).toBeGreaterThan(head - 40);
    expect(left).not.toContain(411);
    expect(left).toContain(head);
  });

  test("what is in the half of a file that is left", () => {
    const { dir, file } = talk();
    truncateSync(file, 100 * 1024);
    const left = seqs(dir);
    expect(left.length).toBeGreaterThan(200);
    expect(left.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  test("what is only in the log of changes", () => {
    const { dir, file, head } = talk();
    const log = LogDatabase.open(dir, { create: false, newLogId: "" });
    onTestFinished(() => log.close());
    log.append([said(ANNA, 401)], 1);
    const changes = readFileSync(`${file}-wal`);
    writeFileSync(file, "");
    expect(seqs(dir)).toContain(head + 1);
    // SQLite deletes it beside an empty file, so neither reader nor host may open one.
    const other = freshDir();
    mkdirSync(other);
    writeFileSync(join(other, "log.db"), "");
    writeFileSync(join(other, "log.db-wal"), changes);
    expect(Object.keys(faults(verifyLog(other)))).toEqual(["file"]);
    expect(() => LogDatabase.open(other, { create: false, newLogId: "" })).toThrow("log.db is empty");
    expect(readFileSync(join(other, "log.db-wal")).equals(changes)).toBe(true);
    expect(seqs(other)).toContain(head + 1);
  });
});

describe("numbers of a damaged file lead nobody in circles", () => {
  test("a page with an earlier one's rows, before one that cannot be read, is looked through once", () => {
    const { dir, file, head } = talk(60);
    const whole = readFileSync(file);
    const pages = whole.length / 4096;
    const last = whole.indexOf("a says 60");
    whole.fill(0xff, last - (last % 4096), last - (last % 4096) + 4096);
    for (let one = 1; one < pages; one += 1)
      for (let other = 1; other < pages; other += 1) {
        const bytes = Buffer.from(whole).copyWithin(one * 4096, other * 4096, (other + 1) * 4096);
        writeFileSync(file, bytes);
        expect(verifyLog(dir).events).toBeLessThanOrEqual(head);
      }
  });

  test("what cannot be right is not counted up to", () => {
    const { dir, file, head } = talk(60);
    tamper(file, `UPDATE clients SET last_seq = ${2 ** 40}`);
    for (const scan of [false, true]) {
      const log = new LogSalvage(dir, { scan });
      expect([...log.events()]).toHaveLength(head);
      log.close();
    }
    expect(faults(verifyLog(dir))).toMatchObject({ numbers: [`not there: ${head + 1} to ${2 ** 40}`] });
  });
});
