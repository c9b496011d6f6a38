import { describe, expect, test } from "vitest";
import { example } from "./example.ts";
import { filesImportedBy } from "./resolve.ts";
import { cycles } from "./rules/cycles.ts";
import { realTimeAndChance } from "./rules/handed-in.ts";
import { impurities, ioInPlainCode } from "./rules/purity.ts";
import { readTree } from "./tree.ts";
import { type Workspace, workspaceOf } from "./workspace.ts";

const workspace = workspaceOf(readTree());

const edgesOf = (of: Workspace) =>
  new Map([...of.sources.values()].map((source) => [source.path, filesImportedBy(of, source)]));

describe("no files import each other in a ring", () => {
  test("here", () => expect(cycles(edgesOf(workspace))).toEqual([]));

  test("a ring through a front door is caught", () => {
    const files = {
      "packages/host/src/index.ts": 'export * from "./a.ts";',
      "packages/host/src/a.ts": 'import "@partyline/secure";',
      "packages/secure/src/index.ts": 'import type { A } from "@partyline/host";',
    };
    expect(cycles(edgesOf(example(files)))).toEqual([
      "packages/host/src/index.ts -> packages/host/src/a.ts -> packages/secure/src/index.ts -> packages/host/src/index.ts",
    ]);
  });

  test("two ways to one file are no ring, a file that imports itself is one", () => {
    expect(cycles(new Map(Object.entries({ a: ["b", "c"], b: ["d"], c: ["d"], d: [] })))).toEqual([]);
    expect(cycles(new Map([["a", ["a"]]]))).toEqual(["a -> a"]);
  });
});

describe("protocol, secure, names and relay do no I/O", () => {
  test("here", () => expect(ioInPlainCode(workspace)).toEqual([]));

  test("a Node module is caught, however it is reached and written", () => {
    const files = {
      "packages/secure/src/index.ts": 'import "./a.ts";',
      "packages/secure/src/a.ts": 'import "crypto";\nimport type { Socket } from "node:net";',
      "packages/secure/src/node.ts": 'import "node:crypto";',
    };
    expect(ioInPlainCode(example(files)).map((line) => line.split(":")[1])).toEqual([
      "1 imports crypto",
      "2 imports node",
    ]);
  });

  test("a global is caught, a key of that name is not", () => {
    const text =
      "const a = { process: 1 };\na.process;\nconst c = globalThis.process.env;\nBuffer.from(c);\nfetch(c);";
    expect(
      ioInPlainCode(example({ "packages/names/src/a.ts": text })).map((line) => line.split(":")[1]),
    ).toEqual(["3 uses globalThis.process", "4 uses Buffer", "5 uses fetch"]);
  });

  test("a name that the file declares is its own", () => {
    const text = "const fetch = 1;\nuse(fetch);\nglobalThis.fetch(a);";
    expect(ioInPlainCode(example({ "packages/names/src/a.ts": text }))).toEqual([
      expect.stringContaining("a.ts:3 uses globalThis.fetch"),
    ]);
  });
});

describe("the pure cores import no adapter, and neither time nor chance", () => {
  test("here", () => expect(impurities(workspace)).toEqual([]));

  test("what a core reaches must be pure too", () => {
    const files = {
      "packages/host/src/room/core.ts":
        'import "../limits.ts";\nimport "@partyline/protocol";\nimport "valibot";',
      "packages/host/src/limits.ts": "export const at = Date.now();",
    };
    expect(impurities(example(files, { protocol: {} }))).toEqual([
      expect.stringMatching(/^packages\/host\/src\/limits\.ts:1 uses Date\.now: /),
    ]);
  });

  test.each([
    'import "ws";',
    'import "@partyline/discovery";',
    'import "node:fs";',
    'import type { Store } from "../log/sqlite/store.ts";',
    "setTimeout(() => {}, 1);",
    "const roll = Math.random;",
    "performance.now();",
    "crypto.getRandomValues(bytes);",
    "const now = new Date();",
    'import { systemClock } from "@partyline/protocol";',
  ])("%j in a core is caught", (text) => {
    const files = { "packages/host/src/room/core.ts": text, "packages/host/src/log/sqlite/store.ts": "" };
    expect(impurities(example(files, { discovery: {}, protocol: {} }))).toHaveLength(1);
    const exchange = { "packages/switchboard/src/exchange/a.ts": text };
    expect(impurities(example(exchange, { discovery: {}, protocol: {} })).length).toBeGreaterThan(0);
  });

  test.each([
    "clock.after(1, run);",
    "new Date(at);",
    "// Date.now()",
    'const name = "Math.random";',
    "timers.setTimeout(run);",
    "provider.randomBytes(1);",
    'export { systemClock } from "@partyline/protocol";',
  ])("%j is no reach for time or chance", (text) =>
    expect(impurities(example({ "packages/host/src/room/core.ts": text }))).toEqual([]),
  );
});

describe("client, host and switchboard are handed time and chance", () => {
  test("here", () => expect(realTimeAndChance(workspace)).toEqual([]));

  test("only adapters and composition roots may take the real ones", () => {
    const text = "setInterval(run, 1);";
    const files = {
      "packages/client/src/outbox.ts": text,
      "packages/client/src/browser.ts": text,
      "packages/client/src/view/browser.ts": text,
      "packages/client/src/view/adapters/a.ts": text,
      "packages/client/src/adapters/direct.ts": text,
      "packages/client/test/a.test.ts": text,
      "packages/host/src/log/sqlite/worker.ts": text,
      "packages/app/src/main.ts": text,
    };
    expect(realTimeAndChance(example(files)).map((line) => line.split(":")[0])).toEqual([
      "packages/client/src/outbox.ts",
      "packages/client/src/view/browser.ts",
      "packages/client/src/view/adapters/a.ts",
    ]);
  });
});
