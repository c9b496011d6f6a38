/** Why a room is or is not reached by a switchboard, in words, with what helps. */
import { isRelayErrorCode, RELAY_ERRORS } from "@partyline/relay";

/** Where a room stands with one switchboard. */
export interface SwitchboardStatus {
  /** "https://talk.example". */
  url: string;
  /** `listed`: found there as `as`. `unlisted`: reached by its link alone, and with `code` only by those who have joined
   *  before. `refused`: not taken. */
  state: "connecting" | "listed" | "unlisted" | "refused" | "offline";
  /** What it is found by: its name, or "name#abcd" where `code` says why not by the name alone. */
  as?: string;
  /** Why it is not as it was wished. */
  code?: string;
  /** All of it for a person. */
  words: string;
}

type Standing = Omit<SwitchboardStatus, "url">;

const KNOWN_ONLY = "Those who have joined before still come by its link; newcomers need the host's own link.";

/** What may be done, beyond what the sentence of the code says. */
const helps: Readonly<Record<string, string>> = {
  STALE: "Is this room open on another device, too?",
  LIMIT: "It is asked again in a minute.",
  RATE: "It is asked again in a minute.",
};

const sentence = (code: string, detail: string | undefined): string =>
  isRelayErrorCode(code) ? RELAY_ERRORS[code] : (detail ?? code);

export const connecting = (at: string): Standing => ({
  state: "connecting",
  words: `Connecting to ${at}.`,
});

/** In the directory, and shown to nobody who looks around. */
export const byLink = (at: string): Standing => ({
  state: "unlisted",
  words: `Reached through ${at} by its link only.`,
});

/** A room that was to be found by its link, and that the directory does not take. */
export const notAtAll = (at: string, code = "UNAVAILABLE", detail?: string): Standing => ({
  state: "unlisted",
  code,
  words: [`${at} does not take the room's name.`, sentence(code, detail), helps[code], KNOWN_ONLY]
    .filter(Boolean)
    .join(" "),
});

export const listedAs = (at: string, as: string): Standing => ({
  state: "listed",
  as,
  words: `Listed on ${at} as ${as}.`,
});

/** Found by "name#abcd", or not at all, for the reason of `code`. */
export function notByName(
  at: string,
  as: string | null,
  code: string,
  detail: string | undefined,
  name: string,
): Standing {
  const reach = as === null ? KNOWN_ONLY : `The room is still reachable as ${as}.`;
  const why = [sentence(code, detail), helps[code], reach].filter(Boolean).join(" ");
  return as === null
    ? { state: "unlisted", code, words: `Not listed on ${at}. ${why}` }
    : { state: "listed", as, code, words: `Not listed on ${at} as ${name}. ${why}` };
}

export function refused(at: string, code: string, detail: string): Standing {
  const words: Readonly<Record<string, string>> = {
    DISPLACED: `Another program hosts this room through ${at} now. Close it there, then open the room here again.`,
    LIMIT: `${at} takes no more rooms from here. It is tried again in a minute.`,
    BAD_PROOF: `${at} does not go by this address, so it cannot take rooms here. Its operator can set the name.`,
  };
  return {
    state: "refused",
    code,
    words: words[code] ?? `${at} did not take the room. ${sentence(code, detail)}`,
  };
}

export const offline = (at: string, code: string, why: string): Standing => ({
  state: "offline",
  code,
  words: `${at} cannot be reached: ${why} It is tried again by itself.`,
});

const NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing answers at that address.",
  ECONNRESET: "the connection was cut.",
  EPIPE: "the connection was cut.",
  ENOTFOUND: "there is no such name, or this device is offline.",
  EAI_AGAIN: "the name could not be looked up. Is this device offline?",
  ENETUNREACH: "this device has no way there. Is it offline?",
  EHOSTUNREACH: "this device has no way there. Is it offline?",
  ETIMEDOUT: "it does not answer.",
};

/** Why a connection was not made, or ended. */
export function whyNot(failure: Error | undefined): string {
  if (!failure) return "the connection was cut.";
  const { code = "", message } = failure as NodeJS.ErrnoException;
  const known = NETWORK[code];
  if (known) return known;
  if (/certificate|self.signed|CERT_|altnames/i.test(`${code} ${message}`))
    return `its certificate is not trusted (${message}).`;
  const status = /Unexpected server response: (\d+)/.exec(message)?.[1];
  if (status) return `what answers there is not a switchboard (HTTP ${status}).`;
  if (/handshake has timed out/.test(message)) return "it does not answer.";
  return `${message}.`;
}

export const whyClosed = (code: string, detail?: string): string => sentence(code, detail);
