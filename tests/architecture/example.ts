import { type Manifest, type Workspace, workspaceOf } from "./workspace.ts";

/**
 * A small workspace for the rules' bad examples.
 * @param files path to text
 * @param manifests folder under packages/ to what its package.json has beside name and exports
 */
export function example(
  files: Readonly<Record<string, string>>,
  manifests: Readonly<Record<string, Partial<Manifest>>> = {},
): Workspace {
  const folders = new Set([
    ...Object.keys(manifests),
    ...Object.keys(files).flatMap((path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? []),
  ]);
  const tree = new Map(Object.entries(files));
  for (const folder of folders) {
    const manifest = {
      name: `@partyline/${folder}`,
      exports: { ".": "./src/index.ts" },
      ...manifests[folder],
    };
    tree.set(`packages/${folder}/package.json`, JSON.stringify(manifest));
  }
  return workspaceOf(tree);
}
