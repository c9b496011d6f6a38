import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { Row } from "../../../state/model.ts";
import { type Step, stepsTo } from "./steps.ts";

/** The rows to draw now. When both ends changed, the second step follows before anything is painted. */
export function useSteps(rows: readonly Row[]): Step {
  const state = useRef<{ target: readonly Row[]; now: Step; rest: Step | undefined } | undefined>(undefined);
  const [, again] = useReducer((count: number) => count + 1, 0);
  const before = state.current;
  if (before?.target !== rows) {
    const [now = { rows, shift: false }, rest] = stepsTo(before?.now.rows ?? [], rows);
    state.current = { target: rows, now, rest };
  }
  useLayoutEffect(() => {
    const { target, rest } = state.current!;
    if (!rest) return;
    state.current = { target, now: rest, rest: undefined };
    again(undefined);
  });
  return state.current!.now;
}
