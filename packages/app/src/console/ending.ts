/** How the app ends: Ctrl-C asks once where somebody would be left alone. */
import { EXIT } from "../errors.ts";
import { safeLine } from "../terminal/safe-text.ts";

/** A hosted room and those in it who are not its owner. */
export interface Company {
  readonly room: string;
  readonly people: readonly string[];
}

/** "Ben", "Ben and Cleo", "Ben, Cleo and 3 more". */
function listOf(people: readonly string[]): string {
  const names = people.map(safeLine);
  if (names.length <= 3) return names.join(", ").replace(/, ([^,]*)$/, " and $1");
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}

/** What Ctrl-C says first; undefined where nobody is left alone and the app may end at once. */
export function lastWords(company: readonly Company[]): string | undefined {
  const rooms = company.filter(({ people }) => people.length > 0);
  if (rooms.length === 0) return undefined;
  const lines = rooms.map(
    ({ room, people }) => `${safeLine(room)}: ${listOf(people)} ${people.length === 1 ? "is" : "are"} here.`,
  );
  return `${lines.join("\n")}\nPress Ctrl-C again to end ${rooms.length === 1 ? "it" : "them"}.`;
}

/** Resolves when the app is to end: SIGTERM and SIGHUP at once, Ctrl-C at once where `words` has none, else the second
 *  one. A signal that comes while it is ending ends the process as it is. */
export function untilEnded(
  target: Pick<NodeJS.Process, "on" | "exit">,
  words: () => string | undefined,
  tell: (text: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    let ending = false;
    const end = () => {
      if (ending) target.exit(EXIT.interrupted);
      ending = true;
      resolve();
    };
    target.on("SIGTERM", end);
    target.on("SIGHUP", end);
    target.on("SIGINT", () => {
      const said = asked ? undefined : words();
      asked = true;
      if (ending || said === undefined) end();
      else tell(said);
    });
  });
}
