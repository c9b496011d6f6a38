import { expect, test } from "vitest";
import { memoryLog, openMemoryLogs } from "../../src/log/index.ts";
import { logContract } from "./contract/index.ts";
import { ALL, note } from "./entries.ts";

logContract("memory", openMemoryLogs);

test("a log in memory needs no store", async () => {
  const log = memoryLog();
  await log.append([note("a")]);
  expect(await log.newest(1, ALL)).toHaveLength(1);
  await log.close();
});
