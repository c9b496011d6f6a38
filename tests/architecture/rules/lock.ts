import { missingOptional } from "../../../scripts/complete-lock.js";

interface LockEntry {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The parts of package-lock.json that the rule reads. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

/**
 * What keeps `npm ci` from working elsewhere: a platform package without its entry, or an address of one
 * registry instead of whichever the reader's npm uses.
 */
export function brokenLock(lock: Lock): string[] {
  return [
    ...missingOptional(lock.packages).map(
      ({ key }) => `${key} is missing: run node scripts/complete-lock.js`,
    ),
    ...Object.entries(lock.packages)
      .filter(([, { resolved }]) => resolved?.includes("://"))
      .map(([key, { resolved }]) => `${key} is tied to ${resolved}`),
  ];
}
