import { describe, expect, test } from "vitest";
import type { Row } from "../../src/state/model.ts";
import { sameRow, stepsTo } from "../../src/ui/room/timeline/steps.ts";

/** "d" a day, "n" the new line, numbers messages. */
const rows = (...names: (string | number)[]): Row[] =>
  names.map((name) => {
    const key = String(name);
    if (key.startsWith("d")) return { kind: "day", key, at: 0 };
    if (key === "n") return { kind: "new", key };
    return { kind: "system", key, at: 0, words: key };
  });
const steps = (shown: Row[], next: Row[]) =>
  stepsTo(shown, next).map(
    (step) => `${step.shift ? "front" : "end"} ${step.rows.map(({ key }) => key).join(" ")}`,
  );

describe("front and end never change in one step", () => {
  test.each([
    ["the first rows", rows(), rows("d", 1, 2), ["end d 1 2"]],
    ["appended", rows("d", 1, 2), rows("d", 1, 2, 3), ["end d 1 2 3"]],
    ["older ones in front", rows("d2", 3, 4), rows("d1", 1, 2, 3, 4), ["front d1 1 2 3 4"]],
    ["older ones under the same day", rows("d", 3, 4), rows("d", 1, 2, 3, 4), ["front d 1 2 3 4"]],
    ["both at once", rows("d", 3, 4), rows("d", 1, 2, 3, 4, 5), ["front d 1 2 3 4", "end d 1 2 3 4 5"]],
    ["trimmed in front", rows("d", 1, 2, 3), rows("d2", 3), ["front d2 3"]],
    ["a pending one that went", rows("d", 2, "p"), rows("d", 1, 2, 3), ["front d 1 2 p", "end d 1 2 3"]],
    ["a line in the middle", rows("d", 1, 2), rows("d", 1, "n", 2), ["end d 1 n 2"]],
    ["another log", rows("d", 1, 2), rows("d9", 91, 92), ["end d9 91 92"]],
    ["emptied", rows("d", 1), rows(), ["end "]],
  ])("%s", (_, shown, next, expected) => expect(steps(shown, next)).toEqual(expected));
});

test("a row is the same when nothing on it changed", () => {
  const [row] = rows(1);
  expect(sameRow(row!, { ...row! })).toBe(true);
  expect(sameRow(row!, { ...row!, key: "2" })).toBe(false);
  expect(sameRow(row!, { kind: "system", key: "1", at: 0, words: "other" })).toBe(false);
});
