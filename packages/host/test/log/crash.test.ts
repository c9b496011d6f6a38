/** Deaths with names: the process killed in mid-commit, the thread that ends, a host that is still there. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteLogs } from "../../src/log/index.ts";
import { ALL, freshDir, note, sent } from "./entries.ts";

const SECONDS = 1_000;

/** A process that appends to the log in `dir` until it is killed; resolves after `count` acks. */
async function appender(dir: string, count: number) {
  const script = fileURLToPath(new URL("./fixtures/append-loop.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dir], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the appender ended by itself")));
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.split("\n").length > count) resolve();
    });
  });
  return async () => {
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
    const lines = output.slice(0, output.lastIndexOf("\n")).split("\n");
    return lines.map((line) => line.split(" ").map(Number));
  };
}

test(
  "kill -9 in mid-append: all that was acked is there once, without holes, and the room is free",
  async () => {
    const dir = freshDir();
    const logs = openSqliteLogs();
    onTestFinished(() => logs.close());
    const kill = await appender(dir, 200);
    await expect(logs.open(dir, { create: false })).rejects.toMatchObject({ code: "ROOM_IN_USE" });
    const acked = await kill();
    const log = await logs.open(dir, { create: false });
    const events = await log.read({ from: 1, limit: ALL, maxBytes: ALL });
    expect(acked.length).toBeGreaterThanOrEqual(200);
    expect(events.length).toBeGreaterThanOrEqual(acked.length);
    expect(events.length % 10).toBe(0);
    for (const [index, { seq, json }] of events.entries())
      expect({ seq, text: JSON.parse(json).text }).toEqual({ seq: index + 1, text: `${index + 1}` });
    expect(acked).toEqual(acked.map((_, index) => [index + 1, index + 1]));
    const last = events.length;
    expect(await log.append([sent(last), sent(last + 1)])).toEqual([
      { kind: "duplicate", seq: last },
      { kind: "stored", seq: last + 1 },
    ]);
  },
  30 * SECONDS,
);

test(
  "a thread that ends fails what waits, and the next open starts another",
  async () => {
    const dir = freshDir();
    const threads: Worker[] = [];
    const logs = openSqliteLogs({
      startThread: () => {
        const thread = new Worker(new URL("../../src/log/sqlite/worker.ts", import.meta.url));
        threads.push(thread);
        return thread;
      },
    });
    onTestFinished(() => logs.close());
    const log = await logs.open(dir, { create: true });
    await log.append([note("durable")]);

    const waiting = [log.append([note("perhaps")]), log.newest(1, ALL)].map((call) =>
      call.catch((e) => e.code),
    );
    await threads[0]?.terminate();
    expect((await Promise.all(waiting)).at(-1)).toBe("LOG_FAILED");
    await expect(log.append([note("late")])).rejects.toMatchObject({ code: "LOG_FAILED" });

    const again = await logs.open(dir, { create: false });
    expect(threads).toHaveLength(2);
    expect(again.state.head).toBeGreaterThanOrEqual(1);
    await again.append([note("goes on")]);
    await log.close();
  },
  30 * SECONDS,
);

test(
  "a store that nobody closed does not keep its process alive",
  async () => {
    const script = `
    import { openSqliteLogs } from ${JSON.stringify(new URL("../../src/log/index.ts", import.meta.url).href)};
    const log = await openSqliteLogs().open(${JSON.stringify(freshDir())}, { create: true });
    await log.append([{ event: { at: 1, kind: "message", by: null, json: "{}" } }]);`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      stdio: "inherit",
    });
    expect(await once(child, "exit")).toEqual([0, null]);
  },
  30 * SECONDS,
);
