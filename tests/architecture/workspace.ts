import { codeOnly } from "./code-only.ts";
import { type Import, importsOf } from "./imports.ts";
import type { Tree } from "./tree.ts";

/** The parts of a package.json that the rules read. */
export interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  /** By "#name". */
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** One workspace package; `folder` is its name under packages/. */
export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * What a source file is for: `product` is what runs for people (src, bin), `test` is tests and benches,
 * `tooling` makes or configures (scripts, *.config.ts).
 */
export type Part = "product" | "test" | "tooling";

/** One TypeScript or JavaScript file. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** `text` without comments and strings' contents; same offsets. */
  readonly code: string;
  readonly imports: readonly Import[];
  readonly part: Part;
  /** The package that it lies in, or nothing for the root's own files. */
  readonly package: Package | undefined;
}

/** What the rules judge. */
export interface Workspace {
  readonly root: Manifest;
  readonly packages: readonly Package[];
  /** By path. */
  readonly sources: ReadonlyMap<string, Source>;
}

const SOURCE = /\.(?:ts|tsx|js|mjs)$/;

/** Reads what the rules need out of a tree's texts. Pure: a test hands in a tree of three files. */
export function workspaceOf(tree: Tree): Workspace {
  const packages: Package[] = [];
  for (const [path, text] of tree) {
    const folder = /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1];
    if (folder) packages.push({ folder, manifest: JSON.parse(text) });
  }
  const sources = new Map<string, Source>();
  for (const [path, text] of tree) {
    if (!SOURCE.test(path)) continue;
    const owner = packages.find(({ folder }) => path.startsWith(`packages/${folder}/`));
    const source = {
      path,
      text,
      code: codeOnly(text),
      imports: importsOf(text),
      part: partOf(path),
      package: owner,
    };
    sources.set(path, source);
  }
  return { root: JSON.parse(tree.get("package.json") ?? '{"name":"root"}'), packages, sources };
}

function partOf(path: string): Part {
  if (/^packages\/[^/]+\/(?:src|bin)\//.test(path)) return "product";
  return /^(?:packages\/[^/]+\/)?(?:tests?|bench)\//.test(path) ? "test" : "tooling";
}
