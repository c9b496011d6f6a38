/** What people call this person. */
import { userInfo } from "node:os";
import type { Store } from "@partyline/client";
import { checkUsername } from "@partyline/names";
import { nodeProvider } from "@partyline/secure/node";
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

/** The username: --as, else the one kept, else asked for; the first one is kept. Where nobody can be asked (a script,
 *  a service), a name of its own, the same at every run. Errors: the codes of names, INTERRUPTED. */
export async function usernameFor(
  as: string | undefined,
  store: Store,
  prompt: Prompt,
  output: Pick<Output, "note">,
): Promise<string> {
  const { name: kept, seed } = await store.profile();
  if (as !== undefined) {
    const check = checkUsername(as);
    if (!check.ok) throw new AppError(check.code, check.message);
    if (kept === undefined) await store.setName(check.name);
    return check.name;
  }
  if (kept !== undefined) return kept;
  if (!(await prompt.possible())) {
    const own = nameWithoutAsking(seed);
    output.note(
      `Nobody has said yet what people should call you, so you are "${own}". Change it with --as NAME.`,
    );
    return own;
  }
  const name = await askName(FIRST_QUESTION, prompt, output);
  await store.setName(name);
  return name;
}

/** Two devices may have one system user (root, pi); four letters tell them apart. They come from a hash of the
 *  profile's seed, which itself nobody may see. */
function nameWithoutAsking(seed: Uint8Array): string {
  const hash = nodeProvider.sha256(new TextEncoder().encode("partyline/guest-name/1"), seed);
  const letters = [...hash.subarray(0, 4)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const check = checkUsername(`${systemUser()} ${letters}`);
  return check.ok ? check.name : `Guest ${letters}`;
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return "Guest";
  }
}
