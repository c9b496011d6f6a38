import { resolve } from "../resolve.ts";
import type { Workspace } from "../workspace.ts";
import { isBuild } from "./arrows.ts";

/**
 * Imports past a package's front door (the `exports` of its package.json), by name or by a path. What is not
 * behind the door can change without asking anybody.
 */
export function brokenDoors(workspace: Workspace): string[] {
  const found: string[] = [];
  for (const source of workspace.sources.values()) {
    const home = source.package ? `packages/${source.package.folder}/` : undefined;
    for (const { specifier, line } of source.imports) {
      const target = resolve(workspace, source, specifier);
      const isPastExports =
        target.kind === "package" &&
        target.to.manifest.exports?.[isBuild(target.subpath) ? "./dist/*" : target.subpath] === undefined;
      const leavesHome = target.kind === "file" && home !== undefined && !target.path.startsWith(home);
      const entersPackage =
        target.kind === "file" && home === undefined && /^packages\/[^/]+\/src\//.test(target.path);
      if (isPastExports) found.push(`${source.path}:${line} ${specifier} is not in that package's exports`);
      if (leavesHome) found.push(`${source.path}:${line} ${specifier} leaves its package: import by name`);
      if (entersPackage)
        found.push(`${source.path}:${line} ${specifier} enters a package by path: import by name`);
    }
  }
  return found;
}
