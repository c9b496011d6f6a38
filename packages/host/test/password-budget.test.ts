import { expect, test } from "vitest";
import { LIMITS } from "../src/limits.ts";
import { networkOf, PasswordBudget } from "../src/password-budget.ts";

/** Charges a try whose answer is wrong. */
function wrong(budget: PasswordBudget, address: string, now = 0): number | "busy" {
  const left = budget.charge(address, now);
  if (typeof left === "number" && left >= 0) budget.settle(address, false);
  return left;
}

test("an address has its tries, the room has all of theirs, and the window gives them back", () => {
  const budget = new PasswordBudget({ ...LIMITS, triesPerAddress: 2, triesPerRoom: 3 });
  expect([wrong(budget, "10.0.0.1"), wrong(budget, "10.0.0.1")]).toEqual([1, 0]);
  expect(wrong(budget, "10.0.0.1")).toBe(-1);
  expect(wrong(budget, "10.0.0.2")).toBe(0);
  expect(wrong(budget, "10.0.0.3")).toBe(-1);
  expect(wrong(budget, "10.0.0.3", LIMITS.passwordWindowMs + 1)).toBe(1);
});

test("a right password costs nothing", () => {
  const budget = new PasswordBudget({ ...LIMITS, triesPerAddress: 2, triesPerRoom: 2 });
  budget.charge("10.0.0.1", 0);
  budget.settle("10.0.0.1", true);
  expect([wrong(budget, "10.0.0.1"), wrong(budget, "10.0.0.1")]).toEqual([1, 0]);
});

test("tries under way are not wrong ones: who finds them in the way comes again, and nobody is shut out", () => {
  const budget = new PasswordBudget({ ...LIMITS, triesPerAddress: 2, triesPerRoom: 3 });
  expect([budget.charge("10.0.0.1", 0), budget.charge("10.0.0.1", 0)]).toEqual([1, 0]);
  expect(budget.charge("10.0.0.1", 0)).toBe("busy");
  budget.settle("10.0.0.1", true);
  expect(budget.charge("10.0.0.1", 0)).toBe(0);
  expect(budget.charge("10.0.0.2", 0)).toBe(0);
  expect(budget.charge("10.0.0.3", 0)).toBe("busy");
});

test("a try that is left hanging counts as wrong in the end, so nobody guesses more by hanging", () => {
  const budget = new PasswordBudget({ ...LIMITS, triesPerAddress: 2, triesPerRoom: 9 });
  for (let i = 0; i < 2; i++) budget.charge("10.0.0.1", 0);
  for (let i = 0; i < 2; i++) budget.settle("10.0.0.1", false);
  expect(budget.charge("10.0.0.1", 0)).toBe(-1);
});

test("an IPv6 address counts by its /64, an IPv4 one in either writing by itself", () => {
  expect(networkOf("fd77:1::5")).toBe("fd77:1:0:0::/64");
  expect(networkOf("fd77:1:0:0:aaaa::1")).toBe("fd77:1:0:0::/64");
  expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
  expect(networkOf("::1")).toBe("0:0:0:0::/64");
  expect(networkOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
  expect(networkOf("10.0.0.1")).toBe("10.0.0.1");
});
