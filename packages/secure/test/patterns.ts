/** Patterns of the published vectors, by their names: the channel itself has only one. */
import type { Pattern, Token } from "../src/noise/patterns.ts";

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
export function patternOf(name: string): Pattern {
  const [, base = "", modifiers = ""] = /^([A-Z]{2})((?:psk\d\+?)*)$/.exec(name) ?? [];
  const found = Object.hasOwn(FUNDAMENTAL, base) ? FUNDAMENTAL[base] : undefined;
  if (found === undefined) throw new Error(`no pattern ${name}`);
  const messages = found.messages.map((line) => line.split(" ") as Token[]);
  for (const [, digit] of modifiers.matchAll(/psk(\d)/g)) {
    const place = Number(digit);
    const message = messages[Math.max(place - 1, 0)];
    if (message === undefined) throw new Error(`no message ${place} in ${name}`);
    if (place === 0) message.unshift("psk");
    else message.push("psk");
  }
  return {
    name,
    initiatorKnown: found.known.includes("i"),
    responderKnown: found.known.includes("r"),
    messages,
    hasPsk: modifiers !== "",
  };
}
