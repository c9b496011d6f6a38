/** What a composer takes. Pure. */
import { limits } from "@partyline/protocol";

/** From here on a person is told how many characters are left (UTF-16 units, as the limit counts). */
const NEAR_UNITS = 500;

export function charactersLeft(draft: string): number | undefined {
  const left = limits.TEXT_UNITS - draft.length;
  return left < NEAR_UNITS ? left : undefined;
}

/** C0 and C1 controls except tab and line feed, which no message may have; they come with pasted text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The draft as it is sent; undefined where there is nothing to send, or too much. */
export function messageOf(draft: string): string | undefined {
  const text = draft.replace(/\r\n?/g, "\n").replace(CONTROLS, "").toWellFormed();
  const trimmed = text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  return trimmed === "" || trimmed.length > limits.TEXT_UNITS ? undefined : trimmed;
}
