/** A password handed over in a file, so that it shows in no list of processes. */
import { readFile } from "node:fs/promises";
import { limits } from "@partyline/protocol";
import { AppError } from "./errors.ts";

/** The file's text without the line end after it. Errors: PASSWORD_FILE, and the system's. */
export async function readPasswordFile(path: string): Promise<string> {
  const text = (await readFile(path, "utf8")).replace(/\r?\n$/, "");
  if (text === "") throw new AppError("PASSWORD_FILE", `There is no password in ${path}.`);
  if (/[\r\n]/.test(text))
    throw new AppError("PASSWORD_FILE", `There must be one line in ${path}: the password.`);
  if (text.length > limits.PASSWORD_UNITS)
    throw new AppError(
      "PASSWORD_FILE",
      `The password in ${path} is longer than ${limits.PASSWORD_UNITS} characters.`,
    );
  return text;
}
