import { SecureError } from "../errors.ts";

export type Token = "e" | "s" | "ee" | "es" | "se" | "ss" | "psk";

export interface Pattern {
  /** The initiator's static key is known to the responder beforehand. */
  readonly initiatorKnown: boolean;
  /** The responder's static key is known to the initiator beforehand. */
  readonly responderKnown: boolean;
  /** Tokens of each message; the initiator writes the first, then they take turns. */
  readonly messages: readonly (readonly Token[])[];
  readonly hasPsk: boolean;
}

// Noise revision 34, section 7.5. Pre-messages before "...", messages after, "->" by the initiator first.
const FUNDAMENTAL: Record<string, { known: string; messages: string[] }> = {
  NN: { known: "", messages: ["e", "e ee"] },
  NK: { known: "r", messages: ["e es", "e ee"] },
  KK: { known: "ir", messages: ["e es ss", "e ee se"] },
  XK: { known: "r", messages: ["e es", "e ee", "s se"] },
  IK: { known: "r", messages: ["e es s ss", "e ee se"] },
  XX: { known: "", messages: ["e", "e ee s es", "s se"] },
};

/** The pattern of a name such as `XK` or `XKpsk3` (section 9.4: pskN at the end of message N, psk0 before the first). */
export function parsePattern(name: string): Pattern {
  const [, base = "", modifiers = ""] = /^([A-Z]{2})((?:psk\d\+?)*)$/.exec(name) ?? [];
  const found = Object.hasOwn(FUNDAMENTAL, base) ? FUNDAMENTAL[base] : undefined;
  if (found === undefined) throw new SecureError("BAD_PATTERN", { detail: name });
  const messages = found.messages.map((line) => line.split(" ") as Token[]);
  for (const [, digit] of modifiers.matchAll(/psk(\d)/g)) {
    const place = Number(digit);
    const message = messages[Math.max(place - 1, 0)];
    if (message === undefined) throw new SecureError("BAD_PATTERN", { detail: name });
    if (place === 0) message.unshift("psk");
    else message.push("psk");
  }
  return {
    initiatorKnown: found.known.includes("i"),
    responderKnown: found.known.includes("r"),
    messages,
    hasPsk: modifiers !== "",
  };
}
