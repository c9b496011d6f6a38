/**
 * From the rows on the screen to new ones, in steps that the virtual list can take without moving what is read: what
 * changes in front (held from the end) and what changes behind (held from the start) never in one step. Pure.
 */
import type { Row } from "../../../state/model.ts";

export interface Step {
  readonly rows: readonly Row[];
  /** Rows came or went in front: hold the place from the end. */
  readonly shift: boolean;
}

/** Rows that move in front of others when older ones come: no measure of what was there before. */
const isAnchor = (row: Row): boolean => row.kind === "message" || row.kind === "system";

/** One step, or two when both ends changed. */
export function stepsTo(shown: readonly Row[], next: readonly Row[]): readonly Step[] {
  const behindOnly = [{ rows: next, shift: false }];
  const old = shown.findIndex(isAnchor);
  const now = next.findIndex(isAnchor);
  if (shown.length === 0 || old < 0 || now < 0) return behindOnly;
  // The same first message and as much above it: cheap, and nearly always so.
  if (shown[old]?.key === next[now]?.key && old === now) return behindOnly;
  const end = lastShared(shown, next);
  if (!end) return behindOnly;
  const inFront = next.slice(0, end.inNext + 1);
  const wasBehind = shown.slice(end.inShown + 1);
  if (inFront.length === next.length && wasBehind.length === 0) return [{ rows: next, shift: true }];
  return [
    { rows: [...inFront, ...wasBehind], shift: true },
    { rows: next, shift: false },
  ];
}

/** The last shown row that is still there. Few rows go at the end (pending ones that settle), so this looks at few. */
function lastShared(
  shown: readonly Row[],
  next: readonly Row[],
): { inShown: number; inNext: number } | undefined {
  const places = new Map(next.map((row, index) => [row.key, index]));
  for (let index = shown.length - 1; index >= 0; index--) {
    const inNext = places.get(shown[index]?.key ?? "");
    if (inNext !== undefined) return { inShown: index, inNext };
  }
  return undefined;
}

/** What a row must have changed for it to be drawn again. */
export function sameRow(one: Row, other: Row): boolean {
  if (one === other) return true;
  if (one.key !== other.key || one.kind !== other.kind) return false;
  const left = Object.entries(one);
  return (
    left.length === Object.keys(other).length &&
    left.every(([name, value]) => Reflect.get(other, name) === value)
  );
}
