/** Who serves a page, written into it: the same files serve three, and asking would delay everybody's first look. */

/** What a page can be told that it is; a host's, for guests, is told nothing. */
export type PageMark = "console" | "switchboard";

/** `html` with <meta name="partyline-page"> as the last of its head, or behind it all where that has no end. */
export function marked(html: string, by: PageMark): string {
  const mark = `<meta name="partyline-page" content="${by}" />`;
  return html.includes("</head>") ? html.replace("</head>", () => `${mark}\n  </head>`) : html + mark;
}
