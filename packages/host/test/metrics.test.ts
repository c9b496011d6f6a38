import { expect, test } from "vitest";
import { memoryLog } from "../src/log/index.ts";
import { meteredLog } from "../src/metered-log.ts";
import { HostMeters, metricsText } from "../src/metrics.ts";
import { note } from "./log/entries.ts";

const GAUGES = {
  rooms: 1,
  members: 2,
  roads: {
    direct: { connections: 3, bytesIn: 10, bytesOut: 20 },
    switchboard: { connections: 4, bytesIn: 0, bytesOut: 0 },
  },
  waitingBytes: 5,
  residentBytes: 1,
  heapBytes: 1,
};

test("a commit is in every bucket from its own time on, and in the count and the sum", () => {
  const meters = new HostMeters();
  for (const ms of [0.5, 3, 3, 9_000]) meters.committed(ms, 2);
  const text = metricsText(meters, GAUGES);
  const bucket = (le: string) =>
    new RegExp(`_bucket\\{le="${le.replace(".", "\\.")}"\\} (\\d+)$`, "m").exec(text)?.[1];
  expect([bucket("0.001"), bucket("0.0025"), bucket("0.005"), bucket("5"), bucket("\\+Inf")]).toEqual([
    "1",
    "1",
    "3",
    "3",
    "4",
  ]);
  expect(text).toMatch(/^partyline_host_commit_seconds_sum 9\.0065$/m);
  expect(text).toMatch(/^partyline_host_commit_seconds_count 4$/m);
  expect(text).toMatch(/^partyline_host_events_total 8$/m);
});

test("endings by code, and no end of codes makes no end of rows", () => {
  const meters = new HostMeters();
  for (let n = 0; n < 500; n += 1) meters.direct.ended(`CODE_${n}`);
  meters.direct.ended("CODE_1");
  meters.switchboard.ended("CODE_1");
  meters.direct.bytesIn = 90;
  meters.switchboard.bytesIn = 7;
  meters.refused("TEXT_TOO_LONG");
  const text = metricsText(meters, GAUGES);
  expect(text).toMatch(/^partyline_host_ended_total\{road="direct",code="CODE_1"\} 2$/m);
  expect(text).toMatch(/^partyline_host_ended_total\{road="direct",code="OTHER"\} 400$/m);
  expect(text).toMatch(/^partyline_host_refused_total\{code="TEXT_TOO_LONG"\} 1$/m);
  expect(text).toMatch(/^partyline_host_ended_total\{road="switchboard",code="CODE_1"\} 1$/m);
  expect(text.match(/ended_total\{/g)).toHaveLength(102);
  expect(text).toMatch(/^partyline_host_received_bytes_total\{road="direct"\} 100$/m);
  expect(text).toMatch(/^partyline_host_received_bytes_total\{road="switchboard"\} 7$/m);
  expect(text).toMatch(/^partyline_host_connections\{road="switchboard"\} 4$/m);
});

test("a metered log is the log: what waits is counted while it does, and failures too", async () => {
  const meters = new HostMeters();
  let now = 0;
  const clock = { now: () => now, monotonic: () => (now += 2), after: () => () => {} };
  const logged: unknown[] = [];
  const log = meteredLog(memoryLog(), {
    room: "r",
    meters,
    clock,
    logger: (...entry) => void logged.push(entry),
  });
  const stored = log.append([note("a"), { changes: [{ set: "meta", key: "k", value: "v" }] }]);
  expect(meters.waiting).toBe(2);
  expect(await stored).toEqual([
    { kind: "stored", seq: 1 },
    { kind: "stored", seq: null },
  ]);
  expect(meters).toMatchObject({ waiting: 0, events: 1, failed: 0 });
  expect(logged).toEqual([["debug", "a commit is durable", { room: "r", entries: 2, events: 1, ms: 2 }]]);
  await log.close();
  await expect(log.append([note("late")])).rejects.toMatchObject({ code: "LOG_CLOSED" });
  expect(meters).toMatchObject({ waiting: 0, failed: 1 });
});
