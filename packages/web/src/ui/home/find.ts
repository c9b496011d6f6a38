/** What the search field makes of what is typed. Pure. */

/** Letters alone, so that "cafe" finds "Café". */
const folded = (text: string): string =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().replace(/\s+/gu, " ").trim();

/** Whether a room of this name, or hosted by this person, is what is looked for. */
export function isFound(wanted: string, ...texts: (string | undefined)[]): boolean {
  const key = folded(wanted);
  return texts.some((text) => text !== undefined && folded(text).includes(key));
}

/** Whether it leads to a room by itself: a link, host:port, an address or name#abcd. */
export function looksLikeRoad(text: string): boolean {
  const wanted = text.trim();
  return (
    /^[a-z][a-z0-9+.-]*:\/\//i.test(wanted) ||
    /#[a-z2-7]{4,}$/i.test(wanted) ||
    /^\[[0-9a-f:.%a-z]+\](:\d+)?$/i.test(wanted) ||
    /^[^\s:]+:\d{1,5}$/.test(wanted) ||
    /^\d{1,3}(\.\d{1,3}){3}$/.test(wanted) ||
    /^[^\s/]+\.(local|lan|home|internal|test)$/i.test(wanted)
  );
}
