/** What a person may have typed to say which room. Pure. */

/** Near enough to say that two names of one list, whose keeper judges them more strictly, are the same. */
export const folded = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

/** "192.168.1.20:2525", "laptop.local:2525" */
export const isAddress = (typed: string): boolean =>
  /^\S+:\d{1,5}$/.test(typed) && URL.canParse(`http://${typed}`);

/** Meant as a link or an address, whether it is one or not. */
export const looksLikeUrl = (typed: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) || /:\d+$/.test(typed);
