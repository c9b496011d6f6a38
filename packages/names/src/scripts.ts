import { SCRIPT_SETS, SCRIPTS } from "./tables.ts";
import { countUpTo, numbersOf } from "./unpack.ts";

const sets = SCRIPT_SETS.split(" ").map((set) => set.split(",").map((name) => name.replaceAll("_", " ")));
const { starts, ends, numbers } = unpackRuns();

/** Writing systems that use several scripts (UTS #39 section 5.1 and 5.2, "highly restrictive"): Latin beside
 *  them is customary, so Latin belongs to each. */
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  Latin: ["Japanese", "Chinese", "Korean"],
  Han: ["Japanese", "Chinese", "Korean"],
  Hiragana: ["Japanese"],
  Katakana: ["Japanese"],
  Bopomofo: ["Chinese"],
  Hangul: ["Korean"],
};

const allowedBySet = sets.map((set) => set.flatMap((name) => [name, ...(SYSTEMS[name] ?? [])]));

/** Scripts whose letters join in writing, where ZERO WIDTH NON-JOINER shows (ArabicShaping, Joining_Type D). */
const CURSIVE = new Set(["Arabic", "Syriac", "Mongolian", "Nko", "Mandaic", "Adlam", "Hanifi Rohingya"]);

/** The scripts that a code point belongs to (Script_Extensions); undefined for Common and Inherited. */
export function scriptsOf(point: number): readonly string[] | undefined {
  const number = setNumberOf(point);
  return number === undefined ? undefined : sets[number];
}

/** Whether the code point belongs to a script whose letters join. */
export function isCursive(point: number): boolean {
  return scriptsOf(point)?.some((name) => CURSIVE.has(name)) ?? false;
}

/** The first two scripts that do not go together in a name (N9), by their English names; undefined when
 *  all of it fits one script, or Latin with the scripts of Chinese, of Japanese or of Korean. */
export function mixedScripts(name: string): readonly [string, string] | undefined {
  const seen: number[] = [];
  let left: readonly string[] | undefined;
  for (const character of name) {
    const number = setNumberOf(character.codePointAt(0) ?? 0);
    if (number === undefined) continue;
    left = left === undefined ? allowed(number) : common(left, allowed(number));
    if (left.length === 0) {
      const clashing = seen.find((each) => common(allowed(each), allowed(number)).length === 0);
      return [firstName(clashing ?? seen[0] ?? number), firstName(number)];
    }
    seen.push(number);
  }
  return undefined;
}

function common(some: readonly string[], others: readonly string[]): readonly string[] {
  return some.filter((each) => others.includes(each));
}

function allowed(number: number): readonly string[] {
  return allowedBySet[number] ?? [];
}

function firstName(number: number): string {
  return sets[number]?.[0] ?? "other";
}

function setNumberOf(point: number): number | undefined {
  const run = countUpTo(starts, point) - 1;
  return run >= 0 && point < (ends[run] ?? 0) ? numbers[run] : undefined;
}

function unpackRuns(): { starts: number[]; ends: number[]; numbers: number[] } {
  const packed = numbersOf(SCRIPTS);
  const runs = { starts: [] as number[], ends: [] as number[], numbers: [] as number[] };
  let at = 0;
  for (let index = 0; index < packed.length; index += 3) {
    at += packed[index] ?? 0;
    runs.starts.push(at);
    at += packed[index + 1] ?? 0;
    runs.ends.push(at);
    runs.numbers.push(packed[index + 2] ?? 0);
  }
  return runs;
}
