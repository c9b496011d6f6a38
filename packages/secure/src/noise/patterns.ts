export type Token = "e" | "s" | "ee" | "es" | "se" | "ss" | "psk";

export interface Pattern {
  /** As it stands in the name of the protocol: `XK`, `XKpsk3`. */
  readonly name: string;
  /** The initiator's static key is known to the responder beforehand. */
  readonly initiatorKnown: boolean;
  /** The responder's static key is known to the initiator beforehand. */
  readonly responderKnown: boolean;
  /** Tokens of each message; the initiator writes the first, then they take turns. */
  readonly messages: readonly (readonly Token[])[];
  readonly hasPsk: boolean;
}

/** The pattern of the channel (Noise revision 34, section 7.5). The tests hold the machine to others as well, by a table of
 *  their own. */
export const XK: Pattern = {
  name: "XK",
  initiatorKnown: false,
  responderKnown: true,
  messages: [
    ["e", "es"],
    ["e", "ee"],
    ["s", "se"],
  ],
  hasPsk: false,
};
