import { lineAt } from "../imports.ts";
import type { Source } from "../workspace.ts";

/** Something that a file may not reach out for, and why. */
export interface Banned {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Bare, or of an object that is the world's: `handedIn.fetch` is another thing. */
const GLOBAL = "(?<![.\\w$])(?:(?:globalThis|window|self|crypto|webcrypto)\\.)*";
/** Not a key in an object or a type (`name:`), which is a thing of the file's own. */
const NOT_A_KEY = "(?!\\w|\\??:)";

const global = (names: string, reason: string): Banned => ({
  pattern: new RegExp(`${GLOBAL}(?:${names})${NOT_A_KEY}`, "g"),
  reason,
});

/** Time and chance that were not handed in: a run that uses them cannot be repeated from its seed. */
export const TIME_AND_CHANCE: readonly Banned[] = [
  global("Date\\.now|performance\\.now|new Date\\(\\s*\\)", "Read the clock that was handed in."),
  global("setTimeout|setInterval|setImmediate", "Use after() of the clock that was handed in."),
  global(
    "Math\\.random|getRandomValues|randomUUID|randomBytes|randomInt",
    "Use the randomness that was handed in.",
  ),
  // Imported, that is: a front door may hand it on.
  {
    pattern: /(?<=(?<![.\w$])import\b[\w$*\s{},]*)\bsystemClock\b/g,
    reason: "Only a composition root chooses the real clock.",
  },
];

/** The world outside a process. */
export const WORLD: readonly Banned[] = [
  global("process|Buffer|require", "It is not there in a browser."),
  global("document|window|navigator|localStorage|indexedDB", "It is not there in Node."),
  global("fetch|WebSocket|XMLHttpRequest|console", "It does I/O; this code decides, others act."),
];

/**
 * Where a file's code mentions what is banned. A mention is enough: `now = Date.now` is a use. A name that the
 * file declares is its own.
 */
export function mentions(source: Source, banned: readonly Banned[]): string[] {
  return banned.flatMap(({ pattern, reason }) =>
    [...source.code.matchAll(pattern)]
      .filter(([name]) => !declares(source.code, name))
      .map((match) => `${source.path}:${lineAt(source.text, match.index)} uses ${match[0]}: ${reason}`),
  );
}

function declares(code: string, name: string): boolean {
  return /^\w+$/.test(name) && new RegExp(`\\b(?:const|let|function|class)\\s+${name}\\b`).test(code);
}
