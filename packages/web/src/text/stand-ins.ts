/**
 * What the bundle gives markdown-it in place of two of its packages (vite.config.ts): 20 of its 46 kB gzip, for tables of
 * named entities and of top-level domains. Entities are shown as typed here, and links.ts finds addresses.
 */

/** For `entities`: entities stay as they are. */
export const decodeHTMLStrict = (text: string): string => text;

/** For `linkify-it`: markdown.ts gives the parser's one its methods. */
export class LinkifyIt {}
