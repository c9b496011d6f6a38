/** The folder that holds everything of this person on this device. */
import { chmod, mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import envPaths from "env-paths";

/** Where the data lies: --home, else PARTYLINE_HOME, else the system's place for data of programs. */
export function homeOf(option: string | undefined, env: NodeJS.ProcessEnv): string {
  const chosen = option || env.PARTYLINE_HOME;
  return chosen ? resolve(chosen) : envPaths("partyline", { suffix: "" }).data;
}

/** Makes the folder, for its owner only: it holds the keys of who one is and of one's rooms. A folder that is
 *  there already keeps its rights unless we made it. Errors: the system's (EACCES, EROFS, ENOSPC). */
export async function ensureHome(home: string): Promise<string> {
  const made = await mkdir(home, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(home, 0o700);
  return home;
}
