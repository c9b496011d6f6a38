/** What must be in no log and no crash report: what was said, passwords, tokens, seeds. Pure. */

const GONE = "…";

/** Names of fields whose values are never written. */
const SECRET_FIELD = /pass|secret|token|seed|cookie|^(?:text|body|json|key|link|url|frame|payload|argv)$/i;

/** 16 bytes in base64url have 22 characters, and in hexadecimal 32; a room's id (32 of base32) and codes of errors are
 *  public. */
const KEY_LIKE = /[\w-]{22,}/g;
const PUBLIC = /^(?:[a-z2-7]{32}|[A-Z0-9]{1,16}(?:_[A-Z0-9]{1,16})+)$/;

/** Nine groups of four, as a recovery key is written, or a part of one. */
const RECOVERY = /\b(?:[a-z0-9]{4}[ -]){4,}[a-z0-9]{1,4}\b/gi;

/** What parsers quote is what they were given, so what stands in quotes goes, but for paths. */
const QUOTED = /"(?:[^"\\\n]|\\.)*"?|`[^`\n]*`|(?<!\w)'(?![/\\]|[A-Z]:)[^'\n]*'(?!\w)/g;

/** One text of an error or an entry, with everything taken out that may be somebody's words or a secret. */
export function scrub(text: string): string {
  return text
    .replace(/(https?:\/\/[^\s#]*)#\S+/g, `$1#${GONE}`)
    .replace(/([?&][\w-]+=)[^\s&#]+/g, `$1${GONE}`)
    .replace(/\b(pass\w*|token|secret|seed|cookie)(\s*[=:]\s*)\S+/gi, `$1$2${GONE}`)
    .replace(QUOTED, `"${GONE}"`)
    .replace(RECOVERY, GONE)
    .replace(KEY_LIKE, (run) => (PUBLIC.test(run) ? run : GONE));
}

/** Levels of nesting that are looked into. */
const DEPTH = 4;

/** The fields of an entry, likewise; errors become their name, code and words. */
export function scrubFields(fields: object, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_FIELD.test(name) ? GONE : clean(value, depth),
    ]),
  );
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return scrub(value);
  if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (value instanceof Error) {
    const { name, message, code } = value as Error & { code?: unknown };
    return { name, ...(typeof code === "string" ? { code } : {}), message: scrub(message) };
  }
  if (depth >= DEPTH) return GONE;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  return scrubFields(value, depth + 1);
}
