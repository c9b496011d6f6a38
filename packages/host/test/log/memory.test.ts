import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { memoryLog, openMemoryLogs } from "../../src/log/index.ts";
import { logContract } from "./contract/index.ts";
import { ALL, note, sent } from "./entries.ts";

logContract("memory", openMemoryLogs);

test("a log in memory needs no store", async () => {
  const log = memoryLog();
  await log.append([note("a")]);
  expect(await log.newest(1, ALL)).toHaveLength(1);
  await log.close();
});

test("a short message of a client takes less than 600 bytes of memory, and pruned none", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const COUNT = 20_000;
  const log = memoryLog();
  const say = async (from: number) => {
    for (let n = from; n < from + COUNT; n++) await log.append([sent(n)]);
    await log.prune({ last: COUNT });
  };
  const empty = used();
  await say(1);
  const full = used();
  expect((full - empty) / COUNT).toBeLessThan(600);
  await say(COUNT + 1);
  expect((used() - full) / COUNT).toBeLessThan(60);
});
