import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ConsoleError,
  decodeAnswer,
  decodeAsk,
  decodeBack,
  decodeWith,
  QUESTIONS,
  type Question,
} from "../src/index.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);
const names = Object.keys(QUESTIONS) as Question[];
const anything = fc.anything({ withNullPrototype: true, withBigInt: false });

/** Whatever goes in, what comes out is a value or a ConsoleError. */
function holds(task: () => unknown): void {
  try {
    task();
  } catch (error) {
    expect(error).toBeInstanceOf(ConsoleError);
  }
}

test("C2.1 no text makes the codec throw anything but its own errors", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    anything.map(
      (data) => JSON.stringify({ re: 1, ask: "write", with: data, tell: "hosted", rooms: [data] }) ?? "",
    ),
  );
  fc.assert(
    fc.property(text, (it) => {
      holds(() => decodeAsk(it));
      holds(() => decodeAnswer(it));
    }),
    { numRuns },
  );
});

test("C2.4 no data makes a question's row throw anything but its own errors", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), anything, (ask, data) => {
      holds(() => decodeWith(ask, data));
      holds(() => decodeBack(ask, data));
    }),
    { numRuns },
  );
});
