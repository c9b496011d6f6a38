/** A private copy of the sources that a simulation runs, in which bugs may be planted. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bug } from "./bugs.ts";

const ROOT = join(import.meta.dirname, "../..");

export interface Copy {
  readonly folder: string;
  /** Plants the bug; the answer takes it out again. */
  plant(bug: Bug): () => void;
  remove(): void;
}

/** The file with the bug in it. Fails where its place is not there exactly once. */
export function planted({ name, file, search, replacement }: Bug, root = ROOT): string {
  const source = readFileSync(join(root, file), "utf8");
  const places = source.split(search).length - 1;
  if (places !== 1) throw new Error(`"${name}" has ${places} places in ${file}: mend its patch.`);
  return source.replace(search, () => replacement);
}

/** The sources and their dependencies, in a folder for this process alone. */
export function copySources(): Copy {
  const folder = mkdtempSync(join(tmpdir(), "partyline-bugs-"));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@partyline"), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (name !== "@partyline" && !name.startsWith("."))
      symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  for (const name of readdirSync(join(ROOT, "packages"))) {
    for (const part of ["src", "package.json"])
      cpSync(join(ROOT, "packages", name, part), join(folder, "packages", name, part), { recursive: true });
    symlinkSync(join(folder, "packages", name), join(modules, "@partyline", name));
  }
  cpSync(join(ROOT, "tests/simulator"), join(folder, "tests/simulator"), { recursive: true });
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  return {
    folder,
    plant(bug) {
      const file = join(folder, bug.file);
      const before = readFileSync(file, "utf8");
      writeFileSync(file, planted(bug, folder));
      return () => writeFileSync(file, before);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
