import { defineConfig } from "vitest/config";

/** They measure time, or count what the whole machine does: nothing else may run beside them. */
const ALONE = [
  "tests/integration/{discovery,console-lan,lan-room}.test.ts",
  "tests/internet/{nat,soak}.test.ts",
  "tests/{e2e,faults}/**/*.test.ts",
];
/** Most tests wait for a browser, a process or a network, so three at a time keep two cores busy. */
const WORKERS = { maxWorkers: 3 };

export default defineConfig({
  test: {
    projects: [
      { test: { ...WORKERS, name: "architecture", include: ["tests/architecture/**/*.test.ts"] } },
      // The timeout is for a hang: an honest test on a busy machine may take seconds.
      { test: { ...WORKERS, name: "unit", include: ["packages/*/test/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          ...WORKERS,
          name: "integration",
          include: ["tests/{integration,conformance,internet,simulator}/**/*.test.ts"],
          exclude: ALONE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "alone",
          include: ALONE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
