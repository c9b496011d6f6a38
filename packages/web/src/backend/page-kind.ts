/** Which of the three pages this is: the console's own, a host's for its guests, or a switchboard's. All serve the same
 *  files. */
import type { PageKind } from "../state/model.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

export interface PageKindOptions {
  /** Of the page: "http://127.0.0.1:2524". */
  readonly origin: string;
  /** What the server wrote into the page (<meta name="partyline-page">), if anything. A switchboard writes that it is
   *  one. */
  readonly mark?: string | undefined;
  fetch(url: string): Promise<{ ok: boolean; json(): Promise<unknown> }>;
}

/** The console is on loopback and answers no `/.well-known/partyline`; a host does, whatever the name by which it was
 *  opened. So only a page on loopback has to ask, once. */
export async function pageKind({ origin, mark, fetch }: PageKindOptions): Promise<PageKind> {
  if (mark === "switchboard") return "switchboard";
  if (!LOOPBACK.has(new URL(origin).hostname)) return "guest";
  try {
    const response = await fetch(`${origin}/.well-known/partyline`);
    if (!response.ok) return "console";
    const answer = (await response.json()) as { partyline?: unknown } | null;
    return answer?.partyline === 1 ? "guest" : "console";
  } catch {
    // Gone since it served the page: the console's page is the one that can wait for that.
    return "console";
  }
}
