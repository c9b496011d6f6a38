import { reach, resolve } from "../resolve.ts";
import type { Source, Workspace } from "../workspace.ts";
import { mentions, TIME_AND_CHANCE, WORLD } from "./mentions.ts";

/** Folders of adapters, in any package: what touches the world for a port. */
export const ADAPTERS = /\/src\/(?:adapters|listeners|log\/sqlite|log\/memory|cluster\/nats|providers)\//;

/** Code that does no I/O and must run the same in Node and in every browser. */
export const WITHOUT_IO: readonly { readonly starts: RegExp; readonly reason: string }[] = [
  {
    starts: /^packages\/protocol\/src\//,
    reason: "client runs in browsers too, and a wire format needs no machine.",
  },
  {
    starts: /^packages\/secure\/src\/index\.ts$/,
    reason: "the channel runs in browsers; Node's crypto has its own entry.",
  },
  { starts: /^packages\/names\/src\//, reason: "a name is judged alike by page, host and switchboard." },
  { starts: /^packages\/relay\/src\//, reason: "client dials a switchboard from browsers too." },
];

/** Cores that take events and give effects: no clock, no chance, no adapters. */
export const PURE_CORES: readonly { readonly starts: RegExp; readonly reason: string }[] = [
  {
    starts: /^packages\/host\/src\/room\//,
    reason: "the room's order and its gates are fuzzed from one seed.",
  },
  {
    starts: /^packages\/switchboard\/src\/exchange\//,
    reason: "circuits and credit are fuzzed from one seed.",
  },
];

/** All that a pure core may take from elsewhere: packages that are pure themselves. */
const PURE_PACKAGES = [
  "@partyline/protocol",
  "@partyline/names",
  "@partyline/relay",
  "@partyline/secure",
  "valibot",
];

/** Node modules and the world's globals in code that is to be without I/O, whatever file it reaches them by. */
export function ioInPlainCode(workspace: Workspace): string[] {
  return WITHOUT_IO.flatMap(({ starts, reason }) =>
    reach(workspace, matching(workspace, starts)).flatMap((source) => [
      ...builtinsOf(workspace, source).map((line) => `${line}: ${reason}`),
      ...mentions(source, WORLD),
    ]),
  );
}

/** What makes a pure core impure, in its files and in all that they reach within their package. */
export function impurities(workspace: Workspace): string[] {
  return PURE_CORES.flatMap(({ starts, reason }) =>
    reach(workspace, matching(workspace, starts)).flatMap((source) => [
      ...builtinsOf(workspace, source).map((line) => `${line}: ${reason}`),
      ...adaptersOf(workspace, source).map((line) => `${line}: ${reason}`),
      ...mentions(source, [...TIME_AND_CHANCE, ...WORLD]),
    ]),
  );
}

function matching(workspace: Workspace, pattern: RegExp): string[] {
  return [...workspace.sources.keys()].filter((path) => pattern.test(path));
}

function builtinsOf(workspace: Workspace, source: Source): string[] {
  return source.imports
    .filter(({ specifier }) => resolve(workspace, source, specifier).kind === "builtin")
    .map(({ specifier, line }) => `${source.path}:${line} imports ${specifier}`);
}

function adaptersOf(workspace: Workspace, source: Source): string[] {
  return source.imports
    .filter(({ specifier }) => {
      const target = resolve(workspace, source, specifier);
      if (target.kind === "file") return ADAPTERS.test(target.path);
      return target.kind !== "builtin" && !PURE_PACKAGES.includes(specifier);
    })
    .map(
      ({ specifier, line }) => `${source.path}:${line} imports ${specifier}, which is no port and not pure`,
    );
}
