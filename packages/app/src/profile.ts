/** What people call this person. */
import type { Store } from "@partyline/client";
import { checkUsername } from "@partyline/names";
import { AppError } from "./errors.ts";
import type { Output } from "./output.ts";
import type { Prompt } from "./prompt.ts";

export const FIRST_QUESTION = "What should people call you? ";

/** Asks until the answer is a username. Errors: NAME_NEEDED where nobody answers, INTERRUPTED. */
export async function askName(
  question: string,
  prompt: Prompt,
  output: Pick<Output, "note">,
): Promise<string> {
  for (;;) {
    const answer = await prompt.ask(question);
    if (answer === undefined) throw new AppError("NAME_NEEDED", "A name is needed. Say it with --as NAME.");
    const check = checkUsername(answer);
    if (check.ok) return check.name;
    output.note(check.message);
  }
}

/** The username: --as, else the one kept, else asked for; the first one is kept. Errors: NAME_NEEDED, the codes of
 *  names, INTERRUPTED. */
export async function usernameFor(
  as: string | undefined,
  store: Store,
  prompt: Prompt,
  output: Pick<Output, "note">,
): Promise<string> {
  const kept = (await store.profile()).name;
  if (as !== undefined) {
    const check = checkUsername(as);
    if (!check.ok) throw new AppError(check.code, check.message);
    if (kept === undefined) await store.setName(check.name);
    return check.name;
  }
  if (kept !== undefined) return kept;
  if (!(await prompt.possible()))
    throw new AppError(
      "NAME_NEEDED",
      "Nobody has said yet what people should call you. Say it with --as NAME.",
    );
  const name = await askName(FIRST_QUESTION, prompt, output);
  await store.setName(name);
  return name;
}
