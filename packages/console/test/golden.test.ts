import { describe, expect, test } from "vitest";
import {
  decodeAnswer,
  decodeAsk,
  decodeBack,
  decodeWith,
  encodeAnswer,
  encodeAsk,
  type Question,
} from "../src/index.ts";
import { ASK, ERROR_SAMPLE, QUESTION_SAMPLES, ROOM, TELL_SAMPLES } from "./samples.ts";

const questions = (Object.keys(QUESTION_SAMPLES) as Question[]).map((ask) => ({
  ask,
  ...QUESTION_SAMPLES[ask],
}));

describe("questions and their answers, there and back", () => {
  test.each(questions)("$rule $ask", ({ ask, with: data, withText, ok, okText }) => {
    const wire = `{"re":4,"ask":"${ask}","with":${withText}}`;
    expect(encodeAsk(4, ask, data)).toBe(wire);
    const asked = decodeAsk(wire);
    expect([asked.re, asked.ask]).toEqual([4, ask]);
    expect(decodeWith(ask, asked.with)).toStrictEqual(data);

    const answered = `{"re":4,"ok":${okText}}`;
    expect(encodeAnswer({ re: 4, ok })).toBe(answered);
    const answer = decodeAnswer(answered);
    expect(decodeBack(ask, "ok" in answer ? answer.ok : undefined)).toStrictEqual(ok);
  });
});

describe("what is told, there and back", () => {
  test.each(Object.values(TELL_SAMPLES))("$rule $tell.tell", ({ tell, text }) => {
    expect(encodeAnswer(tell)).toBe(text);
    expect(decodeAnswer(text)).toStrictEqual(tell);
  });
});

test("C2.4 a failure, there and back", () => {
  expect(encodeAnswer(ERROR_SAMPLE.answer)).toBe(ERROR_SAMPLE.text);
  expect(decodeAnswer(ERROR_SAMPLE.text)).toStrictEqual(ERROR_SAMPLE.answer);
});

test("C2.3 a question as bytes", () => {
  expect(encodeAsk(ASK.re, "forget", { id: ROOM })).toBe(`{"re":4,"ask":"forget","with":{"id":"${ROOM}"}}`);
});
