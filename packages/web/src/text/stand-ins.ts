/**
 * What the bundle gives markdown-it in place of its packages (vite.config.ts): more than half of its 46 kB gzip, for tables of
 * named entities, top-level domains and punctuation, and for addresses in forms that this page never makes. Entities are
 * shown as typed here, and links.ts finds addresses and writes them.
 */

/** For `entities`: entities stay as they are. */
export const decodeHTMLStrict = (text: string): string => text;

/** For `linkify-it`: markdown.ts gives the parser's one its methods. */
export class LinkifyIt {}

/** For `uc.micro`: punctuation and symbols, which every engine here knows by itself. */
export const P = /\p{P}/u;
export const S = /\p{S}/u;

/** For `mdurl` and `punycode.js`: markdown.ts leaves addresses as they are. */
export default {};
