import { effect } from "@preact/signals-core";
import { expect, test, vi } from "vitest";
import { readText, wordsOf } from "../../src/text/index.ts";

test("plain text is ready at once; Markdown is shown as typed until its parser is here, and then read again", async () => {
  expect(readText("plain").text).toEqual([{ kind: "paragraph", inside: [{ kind: "text", text: "plain" }] }]);
  const seen: string[] = [];
  const stop = effect(() => {
    seen.push(wordsOf(readText("**bold** :tada:").text).trim());
  });
  expect(seen).toEqual(["**bold** :tada:"]);
  await vi.waitFor(() => expect(seen.at(-1)).toBe("bold 🎉"));
  stop();
});

test("the same text is read once", () => {
  expect(readText("the same\nagain").text).toBe(readText("the same\nagain").text);
});

test("what was read is kept for the texts used last, and no more", () => {
  const first = readText("kept for long");
  for (let index = 0; index < 900; index++) readText(`passing ${index}`);
  expect(readText("kept for long")).toBe(first);
  for (let index = 0; index < 1_100; index++) readText(`passing by ${index}`);
  expect(readText("kept for long")).not.toBe(first);
});

test("long texts are folded", () => {
  expect(readText("a\n".repeat(60)).long).toBe(true);
  expect(readText("x".repeat(5_000)).long).toBe(true);
  expect(readText("a line\nor two").long).toBe(false);
});
