/** The sentence for a person behind a code, whoever gave it. */
import { isErrorCode, SENTENCES } from "@partyline/protocol";
import { isRelayErrorCode, RELAY_ERRORS } from "@partyline/relay";

/** What a code of the host, of a switchboard or of the way there means; undefined for one that none of them has. */
export function sentenceOf(code: string): string | undefined {
  if (isErrorCode(code)) return SENTENCES[code];
  return isRelayErrorCode(code) ? RELAY_ERRORS[code] : undefined;
}
