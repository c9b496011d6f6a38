/** Disks that are full or read-only. Root is not held off by file modes, so these tests mount small ones. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type LogEntry, LogReader, openSqliteLogs } from "../../src/log/index.ts";
import { ALL, hashOf, note } from "./entries.ts";

/** Whether this user may mount; in some containers even root may not. */
function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const dir = mkdtempSync(join(tmpdir(), "partyline-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "tmpfs", dir], { stdio: "ignore" });
    execFileSync("umount", [dir]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A disk of its own, with room for `size` bytes, until the test is over. */
function smallDisk(size: number): string {
  const disk = mkdtempSync(join(tmpdir(), "partyline-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", disk]);
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true, force: true });
  });
  return disk;
}

function openLogs() {
  const logs = openSqliteLogs();
  onTestFinished(() => logs.close());
  return logs;
}

const MIB = 1024 * 1024;

/** Entry `n` of a client, of 10 kB. */
const large = (n: number): LogEntry => ({
  ...note("x".repeat(10_000)),
  origin: { member: "anna", client: "c1", n, hash: hashOf(`${n}`) },
});

describe.skipIf(!canMount())("disks (needs root on Linux, to mount some)", () => {
  test("a full disk is LOG_FULL: nothing is half stored, and space makes it work again", async () => {
    const disk = smallDisk(4 * MIB);
    const ballast = join(disk, "ballast");
    writeFileSync(ballast, Buffer.alloc(2 * MIB));
    const logs = openLogs();
    const dir = join(disk, "room");
    const log = await logs.open(dir, { create: true });

    let stored = 0;
    let failure: unknown;
    while (failure === undefined && stored < 1_000) {
      const batch = [1, 2, 3].map((step) => large(stored + step));
      await log.append(batch).then(
        (outcomes) => (stored += outcomes.length),
        (error) => (failure = error),
      );
    }
    expect(failure).toMatchObject({ code: "LOG_FULL" });
    expect(stored).toBeGreaterThan(0);
    await expect(log.append([large(stored + 1)])).rejects.toMatchObject({ code: "LOG_FULL" });
    expect(await log.read({ from: 1, limit: ALL, maxBytes: ALL })).toHaveLength(stored);

    rmSync(ballast);
    expect(await log.append([large(stored), large(stored + 1)])).toEqual([
      { kind: "duplicate", seq: stored },
      { kind: "stored", seq: stored + 1 },
    ]);
    await log.close();
    const again = await logs.open(dir, { create: false });
    expect(again.state.head).toBe(stored + 1);
    expect(await again.read({ from: 1, limit: ALL, maxBytes: ALL })).toHaveLength(stored + 1);
  });

  test("opening a log on a disk without any space is LOG_FULL, and the log is whole afterwards", async () => {
    const disk = smallDisk(MIB);
    const logs = openLogs();
    const dir = join(disk, "room");
    const log = await logs.open(dir, { create: true });
    await log.append([note("before")]);
    await log.close();
    const ballast = join(disk, "ballast");
    expect(() => writeFileSync(ballast, Buffer.alloc(2 * MIB))).toThrow("ENOSPC");
    await expect(logs.open(dir, { create: false })).rejects.toMatchObject({ code: "LOG_FULL" });
    rmSync(ballast);
    expect((await logs.open(dir, { create: false })).state.head).toBe(1);
  });

  test("making a log on a full disk is LOG_FULL, and works once there is space", async () => {
    const disk = smallDisk(MIB);
    const ballast = join(disk, "ballast");
    expect(() => writeFileSync(ballast, Buffer.alloc(2 * MIB))).toThrow("ENOSPC");
    const logs = openLogs();
    const dir = join(disk, "room");
    await expect(logs.open(dir, { create: true })).rejects.toMatchObject({ code: "LOG_FULL" });
    rmSync(ballast);
    expect((await logs.open(dir, { create: true })).state.head).toBe(0);
  });

  test("a read-only disk is LOG_READ_ONLY, with a log on it and without", async () => {
    const disk = smallDisk(4 * MIB);
    const logs = openLogs();
    const dir = join(disk, "room");
    const log = await logs.open(dir, { create: true });
    await log.append([note("before")]);
    await log.close();
    mkdirSync(join(disk, "empty"));
    execFileSync("mount", ["-o", "remount,ro", disk]);
    const readOnly = { code: "LOG_READ_ONLY" };
    await expect(logs.open(dir, { create: false })).rejects.toMatchObject(readOnly);
    await expect(logs.open(dir, { create: true })).rejects.toMatchObject(readOnly);
    await expect(logs.open(join(disk, "empty"), { create: true })).rejects.toMatchObject(readOnly);
    await expect(logs.open(join(disk, "new"), { create: true })).rejects.toMatchObject(readOnly);
    // Looking is not writing: a backup on such a disk can be checked and copied out.
    const reader = new LogReader(dir);
    expect([...reader.events()]).toHaveLength(1);
    reader.close();
    execFileSync("mount", ["-o", "remount,rw", disk]);
    expect((await logs.open(dir, { create: false })).state.head).toBe(1);
  });
});
