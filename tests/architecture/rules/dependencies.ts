import { packageNameOf, resolve } from "../resolve.ts";
import type { Package, Source, Workspace } from "../workspace.ts";

/**
 * Packages that a package uses and does not declare, or declares and does not use. npm hoists everything to
 * the root, so an undeclared import works here and fails for whoever installs the package.
 */
export function wrongDependencies(workspace: Workspace): string[] {
  return workspace.packages.flatMap((pkg) => [...undeclared(workspace, pkg), ...unused(workspace, pkg)]);
}

function undeclared(workspace: Workspace, pkg: Package): string[] {
  const { name, dependencies, devDependencies, peerDependencies } = pkg.manifest;
  const forProduct = [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
  const forTests = [...forProduct, ...Object.keys({ ...devDependencies, ...workspace.root.devDependencies })];
  return sourcesOf(workspace, pkg).flatMap((source) => {
    const declared = source.part === "product" ? forProduct : forTests;
    return bareImports(workspace, source)
      .filter(({ specifier }) => !declared.includes(packageNameOf(specifier)))
      .map(
        ({ specifier, line }) => `${source.path}:${line} ${specifier} is not declared in its package.json`,
      );
  });
}

function unused(workspace: Workspace, pkg: Package): string[] {
  const used = sourcesOf(workspace, pkg)
    .filter(({ part }) => part === "product")
    .flatMap((source) => bareImports(workspace, source))
    .map(({ specifier }) => packageNameOf(specifier));
  return Object.keys(pkg.manifest.dependencies ?? {})
    .filter((name) => !used.includes(name))
    .map((name) => `packages/${pkg.folder}/package.json declares ${name}, which its src does not import`);
}

function sourcesOf(workspace: Workspace, pkg: Package): Source[] {
  return [...workspace.sources.values()].filter((source) => source.package === pkg);
}

function bareImports(workspace: Workspace, source: Source) {
  return source.imports.filter(({ specifier }) => {
    const { kind } = resolve(workspace, source, specifier);
    return kind === "package" || kind === "outside";
  });
}
