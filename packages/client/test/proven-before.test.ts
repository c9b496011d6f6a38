import type { Ed25519 } from "@partyline/relay";
import { expect, test } from "vitest";
import { provenBefore } from "../src/core/proven-before.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

/** Good is what is signed with its own key's byte. */
function counting() {
  let asked = 0;
  const port: Ed25519 = {
    sign: () => bytes(),
    verify(signature, _, publicKey) {
      asked += 1;
      return signature[0] === publicKey[0];
    },
  };
  return { port, asked: () => asked };
}

test("what was good is good without another look, and nothing else is", () => {
  const { port, asked } = counting();
  const { verify } = provenBefore(port, 10);
  for (let i = 0; i < 3; i++) expect(verify(bytes(1), bytes(9, 9), bytes(1))).toBe(true);
  expect(asked()).toBe(1);
  for (const [signature, message, key] of [
    [bytes(1), bytes(9, 8), bytes(1)],
    [bytes(1, 9), bytes(9), bytes(1)],
    [bytes(1), bytes(9), bytes(1, 9)],
    [bytes(1), bytes(9, 9, 0), bytes(1)],
  ] as const) {
    const before = asked();
    expect(verify(signature, message, key)).toBe(true);
    expect(asked()).toBe(before + 1);
  }
  // What failed is never taken for good.
  for (let i = 0; i < 2; i++) expect(verify(bytes(2), bytes(9, 9), bytes(1))).toBe(false);
});

test("only so many are remembered, the ones used last", () => {
  const { port, asked } = counting();
  const { verify } = provenBefore(port, 2);
  const good = (message: number) => verify(bytes(1), bytes(message), bytes(1));
  expect([good(1), good(2), good(1), good(3)]).toEqual([true, true, true, true]);
  expect(asked()).toBe(3);
  expect([good(1), good(3)]).toEqual([true, true]);
  expect(asked()).toBe(3);
  expect(good(2)).toBe(true);
  expect(asked()).toBe(4);
});
