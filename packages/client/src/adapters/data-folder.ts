/** Where this user's programs keep their data. */
import { homedir } from "node:os";
import { join } from "node:path";

/** PARTYLINE_HOME, or the platform's place: XDG Base Directory on Linux, Application Support on macOS, Local on
 *  Windows. */
export function dataFolder(): string {
  const { PARTYLINE_HOME, LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  if (PARTYLINE_HOME) return PARTYLINE_HOME;
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "partyline");
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "partyline", "Data");
  return join(XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "partyline");
}
