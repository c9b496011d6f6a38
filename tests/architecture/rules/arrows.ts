import { resolve } from "../resolve.ts";
import type { Workspace } from "../workspace.ts";

const EVERYTHING_BUT_THE_PAGE = [
  "protocol",
  "secure",
  "names",
  "relay",
  "console",
  "pages",
  "client",
  "host",
  "discovery",
  "switchboard",
] as const;

/** Which packages a package may import, by folder, and why no others. */
export const ARROWS: Readonly<Record<string, { readonly to: readonly string[]; readonly reason: string }>> = {
  protocol: {
    to: [],
    reason: "What host and client say stands alone: whoever speaks it needs nothing else of ours.",
  },
  secure: {
    to: [],
    reason: "It seals bytes and must not know what they mean, or the layers could not be judged apart.",
  },
  names: { to: [], reason: "What a name may be is one question, asked by everybody." },
  relay: {
    to: ["names"],
    reason: "Its payload is opaque; only a directory record's name means something to it.",
  },
  console: {
    to: ["protocol"],
    reason: "What the app's page and its program say: both sides need it, so it belongs to neither.",
  },
  pages: { to: [], reason: "Files and headers are the same whoever serves them, and say nothing of rooms." },
  discovery: { to: [], reason: "It finds listings; what is done with them is the caller's affair." },
  client: {
    to: ["protocol", "secure", "relay"],
    reason: "It must run in a browser, against a host it knows only by wire.",
  },
  host: {
    to: ["protocol", "secure", "relay", "discovery", "names", "pages"],
    reason: "Host and client share wire formats, never code, so that either can be replaced.",
  },
  switchboard: {
    to: ["relay", "names", "pages"],
    reason: "It must not be able to read: without protocol and secure it cannot.",
  },
  web: {
    to: ["client", "protocol", "console"],
    reason: "The page shows a client's state; all else would swell its first load.",
  },
  app: {
    to: EVERYTHING_BUT_THE_PAGE,
    reason: "It puts everything together, and serves the page's build, not its source.",
  },
  testkit: {
    to: EVERYTHING_BUT_THE_PAGE,
    reason: "Contract suites and launchers name what they test, short of the app.",
  },
};

/** What a package has built is served, not run, so no arrow goes there. */
export const isBuild = (subpath: string): boolean => subpath.startsWith("./dist/");

/** Imports from package to package that ARROWS has no row for. Tests may also use testkit. */
export function forbiddenArrows(workspace: Workspace): string[] {
  const found: string[] = [];
  for (const source of workspace.sources.values()) {
    const from = source.package?.folder;
    if (!from) continue;
    const row = ARROWS[from];
    if (!row) {
      found.push(`packages/${from} has no row in ARROWS (tests/architecture/rules/arrows.ts)`);
      continue;
    }
    const allowed = source.part === "product" ? [from, ...row.to] : [from, ...row.to, "testkit"];
    for (const { specifier, line } of source.imports) {
      const target = resolve(workspace, source, specifier);
      if (target.kind !== "package" || allowed.includes(target.to.folder) || isBuild(target.subpath))
        continue;
      const reason = target.to.folder === "testkit" ? "testkit is for tests only." : row.reason;
      found.push(`${source.path}:${line} ${from} -> ${target.to.folder}: ${reason}`);
    }
  }
  return [...new Set(found)];
}
