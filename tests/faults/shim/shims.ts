/** Libraries that are preloaded into a program: a disk that fails, a clock that jumps. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCE = fileURLToPath(new URL("./disk-shim.c", import.meta.url));
const COMPILER = "gcc";
const LIBFAKETIME = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib64/faketime/libfaketimeMT.so.1",
];

export interface Shims {
  /** The compiled library, or why there is none. */
  readonly disk: { path: string } | { reason: string };
  readonly clock: { path: string } | { reason: string };
  remove(): void;
}

/** Compiles and looks; what is missing is told with its reason. */
export function prepareShims(): Shims {
  const folder = mkdtempSync(join(tmpdir(), "partyline-shims-"));
  const path = join(folder, "disk-shim.so");
  let disk: Shims["disk"];
  try {
    execFileSync(COMPILER, ["-O2", "-shared", "-fPIC", "-o", path, SOURCE, "-ldl"], { stdio: "pipe" });
    disk = { path };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    disk = {
      reason: missing
        ? `there is no ${COMPILER} to compile the failing disk with`
        : `${COMPILER}: ${String(error)}`,
    };
  }
  const found = LIBFAKETIME.find((file) => existsSync(file));
  const clock = found ? { path: found } : { reason: "libfaketime is not installed" };
  return { disk, clock, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a failing disk does. All off: as always. */
export interface DiskOrders {
  /** The Nth write from now on, and all after it, find the disk full; 0 for never. */
  fullAt?: number;
  readOnly?: boolean;
  /** How much longer every fsync takes. */
  syncMs?: number;
  /** Every fsync fails. */
  syncFails?: boolean;
}

/** The two controls of one program. */
export class Controls {
  readonly env: Record<string, string>;
  readonly #disk: string;
  readonly #clock: string;

  constructor(folder: string, name: string, shims: Shims, use: { disk: boolean; clock: boolean }) {
    this.#disk = join(folder, `${name}.disk`);
    this.#clock = join(folder, `${name}.clock`);
    this.disk({});
    this.clock(0);
    const preload: string[] = [];
    const env: Record<string, string> = {};
    if (use.clock && "path" in shims.clock) {
      preload.push(shims.clock.path);
      Object.assign(env, {
        FAKETIME_TIMESTAMP_FILE: this.#clock,
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
        DONT_FAKE_MONOTONIC: "1",
        // The file is read anew at most once a second: reading it for every question would be most of the work.
        FAKETIME_CACHE_DURATION: "1",
        NO_FAKE_STAT: "1",
      });
    }
    if (use.disk && "path" in shims.disk) {
      preload.push(shims.disk.path);
      env.DISK_SHIM = this.#disk;
    }
    this.env = preload.length > 0 ? { ...env, LD_PRELOAD: preload.join(":") } : env;
  }

  disk({ fullAt = 0, readOnly = false, syncMs = 0, syncFails = false }: DiskOrders): void {
    const orders = Uint32Array.of(fullAt, Number(readOnly), syncMs, Number(syncFails));
    // In place: the program has the file mapped.
    writeFileSync(this.#disk, new Uint8Array(orders.buffer), { flag: existsSync(this.#disk) ? "r+" : "w" });
  }

  /** The time of day is `seconds` from the true one, from within a second on. */
  clock(seconds: number): void {
    writeFileSync(this.#clock, `${seconds < 0 ? "-" : "+"}${Math.abs(seconds)}s\n`);
  }
}
