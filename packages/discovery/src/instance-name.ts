import { DiscoveryError } from "./errors.ts";
import { MAX_INSTANCE_NAME_BYTES } from "./limits.ts";

const NO_BREAK_SPACE = "\u00a0";
const ONE_DOT_LEADER = "\u2024";
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * A room's name as a DNS-SD instance name: NFC, without control characters (RFC 6763 4.1.1), at most
 * {@link MAX_INSTANCE_NAME_BYTES} bytes, cut between graphemes.
 *
 * Two substitutions keep the name whole on its way, and {@link fromInstanceName} takes them back. A dot
 * becomes U+2024, since ciao and dns-packet handle names as text and would split the label there. The space
 * of a trailing " (7)" becomes U+00A0, since ciao takes such a number for its own and drops, changes or (for
 * " (0)") dies of it.
 * @throws DiscoveryError BAD_LISTING when nothing readable is left.
 */
export function toInstanceName(name: string): string {
  const clean = name
    .normalize("NFC")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .replaceAll(".", ONE_DOT_LEADER);
  // Cut first: what is left may end in a number, too. That space takes one byte more, so perhaps once again.
  const cut = truncate(clean, MAX_INSTANCE_NAME_BYTES).trimEnd();
  const label = truncate(
    cut.replace(/ (\(\d+\))$/, `${NO_BREAK_SPACE}$1`),
    MAX_INSTANCE_NAME_BYTES,
  ).trimEnd();
  if (label === "") throw new DiscoveryError("BAD_LISTING", "the room's name has no readable character");
  return label;
}

/** The name as people read it: see {@link toInstanceName}. */
export function fromInstanceName(label: string): string {
  return label.replaceAll(ONE_DOT_LEADER, ".").replace(/\u00a0(\(\d+\))/g, " $1");
}

function truncate(text: string, maxBytes: number): string {
  const whole = takeWhileFits(
    [...graphemes.segment(text)].map(({ segment }) => segment),
    maxBytes,
  );
  // One grapheme may be longer than the whole label (a letter under a heap of accents): cut inside it.
  return whole === "" ? takeWhileFits([...text], maxBytes) : whole;
}

function takeWhileFits(parts: readonly string[], maxBytes: number): string {
  let taken = "";
  for (const part of parts) {
    if (Buffer.byteLength(taken + part) > maxBytes) break;
    taken += part;
  }
  return taken;
}
