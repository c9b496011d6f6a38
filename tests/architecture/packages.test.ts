import { describe, expect, test } from "vitest";
import { example } from "./example.ts";
import { forbiddenArrows } from "./rules/arrows.ts";
import { wrongDependencies } from "./rules/dependencies.ts";
import { brokenDoors } from "./rules/front-doors.ts";
import { readTree } from "./tree.ts";
import { workspaceOf } from "./workspace.ts";

const workspace = workspaceOf(readTree());

test("the tree is read at all", () => {
  expect(workspace.packages.length).toBeGreaterThan(5);
  expect(workspace.sources.size).toBeGreaterThan(30);
});

describe("packages import along the arrows of ARROWS, and no others", () => {
  test("here", () => expect(forbiddenArrows(workspace)).toEqual([]));

  test("a switchboard that imports what could read is caught", () => {
    const files = {
      "packages/switchboard/src/a.ts": 'import "@partyline/secure";\nimport "@partyline/relay";',
    };
    expect(forbiddenArrows(example(files, { secure: {}, relay: {} }))).toEqual([
      expect.stringMatching(
        /^packages\/switchboard\/src\/a\.ts:1 switchboard -> secure: It must not be able to read/,
      ),
    ]);
  });

  test("a type is an import, and so is a subpath", () => {
    const files = { "packages/client/src/a.ts": 'type A = import("@partyline/host/b").B;' };
    expect(forbiddenArrows(example(files, { host: {} }))).toHaveLength(1);
  });

  test("testkit is for tests, and tests may use it", () => {
    const text = 'import "@partyline/testkit";';
    const files = {
      "packages/host/src/a.ts": text,
      "packages/host/test/a.test.ts": text,
      "tests/a.test.ts": text,
    };
    expect(forbiddenArrows(example(files, { testkit: {} }))).toEqual([
      "packages/host/src/a.ts:1 host -> testkit: testkit is for tests only.",
    ]);
  });

  test("a package's tests follow its arrows", () => {
    const files = { "packages/client/test/a.test.ts": 'import "@partyline/host";' };
    expect(forbiddenArrows(example(files, { host: {} }))).toHaveLength(1);
  });

  test("a package without a row is caught", () => {
    expect(forbiddenArrows(example({ "packages/novelty/src/a.ts": "" }))).toEqual([
      expect.stringContaining("packages/novelty has no row"),
    ]);
  });
});

describe("nothing is imported past a package's front door", () => {
  test("here", () => expect(brokenDoors(workspace)).toEqual([]));

  test("by name", () => {
    const files = {
      "packages/host/src/a.ts": 'import "@partyline/secure/src/keys.ts";\nimport "@partyline/secure/node";',
    };
    const manifest = { exports: { ".": "./src/index.ts", "./node": "./src/node.ts" } };
    expect(brokenDoors(example(files, { secure: manifest }))).toEqual([
      "packages/host/src/a.ts:1 @partyline/secure/src/keys.ts is not in that package's exports",
    ]);
  });

  test("a build is behind its own door, and behind no other", () => {
    const files = { "packages/app/src/a.ts": 'import.meta.resolve("@partyline/web/dist/index.html");' };
    const built = { exports: { "./dist/*": "./dist/*" } };
    expect(brokenDoors(example(files, { web: built }))).toEqual([]);
    expect(forbiddenArrows(example(files, { web: built }))).toEqual([]);
    expect(brokenDoors(example(files, { web: { exports: {} } }))).toHaveLength(1);
  });

  test("by path, from a package, a test or a bench", () => {
    const files = {
      "packages/host/src/a.ts": 'import "../../secure/src/keys.ts";\nimport "./b.ts";',
      "packages/host/test/a.test.ts": 'import "../src/a.ts";\nimport "../../secure/test/helpers.ts";',
      "tests/integration/a.test.ts": 'import "../../packages/host/src/a.ts";\nimport "../b.ts";',
      "bench/run.ts": 'import "../packages/host/src/a.ts";',
    };
    expect(brokenDoors(example(files)).map((line) => line.split(" ")[0])).toEqual([
      "packages/host/src/a.ts:1",
      "packages/host/test/a.test.ts:2",
      "tests/integration/a.test.ts:1",
      "bench/run.ts:1",
    ]);
  });
});

describe("what a package's src imports is declared in its package.json, and the other way round", () => {
  test("here", () => expect(wrongDependencies(workspace)).toEqual([]));

  test("an undeclared, an unused and a rightly declared one", () => {
    const files = {
      "packages/host/src/a.ts": 'import "ws/sub";\nimport "@noble/hashes/sha2.js";\nimport "node:fs";',
    };
    expect(wrongDependencies(example(files, { host: { dependencies: { ws: "1", pino: "1" } } }))).toEqual([
      "packages/host/src/a.ts:2 @noble/hashes/sha2.js is not declared in its package.json",
      "packages/host/package.json declares pino, which its src does not import",
    ]);
  });

  test("a dev dependency is enough for a test and not for src", () => {
    const text = 'import "ws";';
    const files = { "packages/host/src/a.ts": text, "packages/host/test/a.test.ts": text };
    expect(wrongDependencies(example(files, { host: { devDependencies: { ws: "1" } } }))).toEqual([
      "packages/host/src/a.ts:1 ws is not declared in its package.json",
    ]);
  });
});
