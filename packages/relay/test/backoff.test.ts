import { describe, expect, test } from "vitest";
import { backoff } from "../src/index.ts";

const most = (attempt: number, spentMs?: number) => backoff(attempt, () => 1, spentMs);

describe("R8.5 the wait before the next try", () => {
  test("is up to half a second, then 2 s, then 4 s for minutes, and then doubles to 30 s", () => {
    const bounds = Array.from({ length: 160 }, (_, attempt) => most(attempt));
    expect(bounds.slice(0, 16)).toEqual([500, 1000, ...Array<number>(14).fill(2000)]);
    expect(bounds.slice(16, 150)).toEqual(Array<number>(134).fill(4000));
    expect(bounds.slice(150, 154)).toEqual([8000, 16_000, 30_000, 30_000]);
    expect(most(1e9)).toBe(30_000);
  });

  test("is any part of its bound", () => {
    expect(backoff(18, () => 0)).toBe(0);
    expect(backoff(5000, () => 0.5)).toBe(15_000);
  });

  test("is shorter by what the try took, half a second at least", () => {
    expect(most(20, 1500)).toBe(2500);
    expect(most(20, 4000)).toBe(500);
    expect(most(20, 60_000)).toBe(500);
    expect(most(0, 60_000)).toBe(500);
  });
});
