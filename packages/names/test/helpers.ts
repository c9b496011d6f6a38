import { checkUsername, type NameCode, type RefusedName } from "@partyline/names";
import { expect } from "vitest";

type Check = typeof checkUsername;

/** The forms of a name that must be accepted. */
export function accepted(input: string, check: Check = checkUsername) {
  const answer = check(input);
  if (!answer.ok) expect.fail(`${JSON.stringify(input)} was refused: ${answer.code} ${answer.message}`);
  return answer;
}

/** The refusal of a name that must not be accepted. */
export function refused(input: string, code: NameCode, check: Check = checkUsername): RefusedName {
  const answer = check(input);
  if (answer.ok) expect.fail(`${JSON.stringify(input)} was accepted as ${JSON.stringify(answer.name)}`);
  expect(answer.code, `${JSON.stringify(input)}: ${answer.message}`).toBe(code);
  return answer;
}

/** N14: whether two owners could not both hold these names. */
export function collide(one: string, other: string): boolean {
  const [a, b] = [accepted(one), accepted(other)];
  return a.key === b.key || a.skeleton === b.skeleton;
}
