import { builtinModules } from "node:module";
import { posix } from "node:path";
import type { Package, Source, Workspace } from "./workspace.ts";

/** Where an import leads. `files` is empty if nothing is there, and has one file a condition of the exports. */
export type Target =
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "package";
      readonly to: Package;
      readonly subpath: string;
      readonly files: readonly string[];
    }
  | { readonly kind: "outside"; readonly name: string };

const BUILTINS = new Set(builtinModules);

/** @param specifier as it stands in `from` */
export function resolve({ packages }: Workspace, from: Source, specifier: string): Target {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    return { kind: "file", path: posix.join(posix.dirname(from.path), specifier.replace(/[?#].*$/, "")) };
  }
  if (specifier.startsWith("node:") || BUILTINS.has(specifier)) {
    return { kind: "builtin", name: specifier.replace(/^node:/, "") };
  }
  if (specifier.startsWith("#") && from.package) {
    const [path] = targetsOf(from.package.manifest.imports?.[specifier]).slice(-1);
    if (path) return { kind: "file", path: posix.join("packages", from.package.folder, path) };
  }
  const name = packageNameOf(specifier);
  const to = packages.find(({ manifest }) => manifest.name === name);
  if (!to) return { kind: "outside", name };
  const subpath = `.${specifier.slice(name.length)}`;
  const files = targetsOf(to.manifest.exports?.[subpath]).map((path) =>
    posix.join("packages", to.folder, path),
  );
  return { kind: "package", to, subpath, files };
}

/** "@a/b/c" is of package "@a/b", "a/b" of "a". */
export function packageNameOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Every path in an `exports` value, whatever its conditions. */
function targetsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(targetsOf) : [];
}

/** The workspace's files that a file imports, in its own package or through a front door. */
export function filesImportedBy(workspace: Workspace, source: Source): string[] {
  return source.imports.flatMap(({ specifier }) => {
    const target = resolve(workspace, source, specifier);
    if (target.kind === "file") return workspace.sources.has(target.path) ? [target.path] : [];
    return target.kind === "package" ? target.files : [];
  });
}

/** `starts` and all that they reach by relative imports, so within their package. */
export function reach(workspace: Workspace, starts: readonly string[]): Source[] {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const source = workspace.sources.get(path);
    if (!source || reached.has(path)) continue;
    reached.add(path);
    for (const { specifier } of source.imports) {
      const target = resolve(workspace, source, specifier);
      if (target.kind === "file") waiting.push(target.path);
    }
  }
  return [...reached].map((path) => workspace.sources.get(path)!);
}
