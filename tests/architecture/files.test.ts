import { describe, expect, test } from "vitest";
import { platformOf } from "../../scripts/complete-lock.js";
import { isCurrent } from "../../scripts/install.js";
import { localPaths } from "./rules/local-paths.ts";
import { brokenLock } from "./rules/lock.ts";
import { tooLong } from "./rules/size.ts";
import { readTree } from "./tree.ts";

const tree = readTree();
const one = (path: string, text: string) => new Map([[path, text]]);

describe("no file is longer than 300 lines without a reason", () => {
  test("here", () => expect(tooLong(tree)).toEqual([]));

  test("301 lines are too long, 300 are not", () => {
    expect(tooLong(one("a.ts", "a\n".repeat(300)), {})).toEqual([]);
    expect(tooLong(one("a.ts", "a\n".repeat(301)), {})).toHaveLength(1);
    expect(tooLong(one("a.ts", "a\n".repeat(301)), { "a.ts": "why" })).toEqual([]);
    expect(tooLong(one("a.json", "a\n".repeat(301)), {})).toEqual([]);
  });

  test("an exception that nothing needs is caught", () => {
    expect(tooLong(one("a.ts", "a\n"), { "a.ts": "why" })).toEqual(["a.ts needs no exception any more"]);
  });
});

describe("no file names a folder of somebody's machine", () => {
  test("here", () => expect(localPaths(tree)).toEqual([]));

  test.each(["work/main", "root/.config/x", "tmp/briefs/x"])("/%s is caught", (path) => {
    expect(localPaths(one("a.md", `see\n(/${path})`))).toEqual([expect.stringMatching(/^a\.md:2 names \//)]);
  });

  test.each(["a/work/b", "./work/b", "/workers/", "/home/anna/rooms", "/tmp/x", "/rooted"])(
    "%s is not",
    (path) => {
      expect(localPaths(one("a.md", `see ${path}`))).toEqual([]);
    },
  );
});

describe("package-lock.json installs everywhere", () => {
  test("here", () => expect(brokenLock(JSON.parse(tree.get("package-lock.json")!))).toEqual([]));

  test("a platform package without an entry is caught", () => {
    const parent = { optionalDependencies: { "@a/linux-x64": "1.0.0", "@a/win32-x64": "1.0.0" } };
    const packages = { "node_modules/a": parent, "node_modules/@a/linux-x64": {} };
    expect(brokenLock({ packages })).toEqual([
      expect.stringContaining("node_modules/@a/win32-x64 is missing"),
    ]);
  });

  test("an entry that is tied to one registry is caught, a workspace is not", () => {
    const packages = {
      "node_modules/a": { resolved: "https://x/a.tgz" },
      "node_modules/b": { resolved: "packages/b" },
    };
    expect(brokenLock({ packages })).toEqual(["node_modules/a is tied to https://x/a.tgz"]);
  });

  test.each([
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@oxc-parser/binding-linux-arm64-gnu", { os: ["linux"], cpu: ["arm64"], libc: ["glibc"] }],
    ["@biomejs/cli-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["fsevents", {}],
  ])("the platform of %s", (name, platform) => expect(platformOf(name)).toEqual(platform));
});

describe("npm start and npm test install when node_modules is behind the lock", () => {
  const locked = {
    "": {},
    "packages/host": {},
    "node_modules/@partyline/host": { link: true },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "1.0.0", optional: true },
  };
  const link = { "node_modules/@partyline/host": { link: true } };

  test.each([
    ["nothing is installed", undefined, false],
    ["all but an optional package is there", { ...link, "node_modules/a": { version: "1.0.0" } }, true],
    ["a package has another version", { ...link, "node_modules/a": { version: "1.0.1" } }, false],
    ["a package is missing", link, false],
    ["a workspace is not linked", { "node_modules/a": { version: "1.0.0" } }, false],
  ])("%s", (_, installed, current) => expect(isCurrent(locked, installed)).toBe(current));
});
