/** The page that browsers get: the build's own, told that a switchboard serves it, with the rooms in plain HTML for those
 *  who have no script. */
import { gzipSync } from "node:zlib";
import { marked, type Page, type Pages, pageOf } from "@partyline/pages";
import type { RoomsPage } from "@partyline/relay";
import type { Clock } from "../clock.ts";
import type { Lookup } from "../directory/index.ts";
import { FRONT_PAGE_MS } from "../limits.ts";
import type { Logger } from "../logger.ts";
import { NO_SCRIPT_CSS, type Shown, withoutScript } from "./no-script.ts";

const STYLES = "/no-script.css";

export interface FrontPageOptions {
  readonly pages: Pages;
  readonly lookup: Pick<Lookup, "page">;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface FrontPage {
  /** The file at a path as the request wrote it; undefined where there is none. Never rejects. */
  get(path: string): Promise<Page | undefined>;
}

/** `/` has the list; `/r/<name>` is the same page without it, whatever the name, since the page asks the directory and
 *  says in words what it finds. Other files go by their exact paths. */
export function frontPage({ pages, lookup, clock, logger }: FrontPageOptions): FrontPage {
  const head = marked(pages.get("/index.html")?.body.toString("utf8") ?? "", "switchboard");
  const build = (shown: Shown): Page => {
    const plain = withoutScript(shown, STYLES);
    const whole = head.includes("</body>") ? head.replace("</body>", () => `${plain}</body>`) : head + plain;
    const body = Buffer.from(whole);
    return pageOf("/index.html", body, gzipSync(body));
  };
  const room = build({ kind: "room" });
  const styles = pageOf(STYLES, Buffer.from(NO_SCRIPT_CSS));
  let list: Promise<Page> | undefined;
  let until = 0;

  async function listed(): Promise<Page> {
    let rooms: RoomsPage | undefined;
    try {
      rooms = await lookup.page("", undefined);
    } catch (error) {
      logger("error", "the list for the page cannot be read", { error: String(error) });
    }
    return build({ kind: "list", rooms });
  }

  return {
    async get(path) {
      if (path === STYLES) return styles;
      if (/^\/r\/[^/]+\/?$/.test(path)) return room;
      if (path !== "/" && path !== "/index.html") return pages.get(path);
      // The same for all for a while: however often it is asked for, the directory is read no more than that.
      if (list === undefined || clock.monotonic() >= until) {
        until = clock.monotonic() + FRONT_PAGE_MS;
        list = listed();
      }
      return list;
    },
  };
}
