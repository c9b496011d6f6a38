import { defineConfig } from "vitest/config";

/** They hear a network for a given time, as people wait for a list: nothing else may run beside them. */
const ALONE = ["tests/integration/{discovery,console-lan}.test.ts"];
/** These start processes and whole networks. */
const PATIENCE = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
  fileParallelism: false,
};

// `npm test` runs the projects side by side (scripts/test-lanes.js).
export default defineConfig({
  test: {
    projects: [
      { test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"], maxWorkers: 3 } },
      // The timeout is for a hang: an honest test on a busy machine may take seconds.
      {
        test: {
          name: "unit",
          include: ["packages/*/test/**/*.test.ts"],
          testTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          maxWorkers: 3,
          setupFiles: ["tests/fuzz/setup.ts"],
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/{e2e,faults,integration,conformance,internet,simulator}/**/*.test.ts"],
          exclude: ALONE,
          sequence: { groupOrder: 1 },
          ...PATIENCE,
        },
      },
      { test: { name: "alone", include: ALONE, sequence: { groupOrder: 2 }, ...PATIENCE } },
    ],
  },
});
