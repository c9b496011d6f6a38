import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "architecture", include: ["tests/architecture/**/*.test.ts"] } },
      // The timeout is for a hang: an honest test on a busy machine may take seconds.
      { test: { name: "unit", include: ["packages/*/test/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          name: "integration",
          include: ["tests/{integration,conformance,faults,e2e,internet}/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // These start processes and measure time: they get the machine to themselves, after the others.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
