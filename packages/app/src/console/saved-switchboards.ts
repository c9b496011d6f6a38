/** home/switchboards.json: the switchboards whose rooms the app shows. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSwitchboard } from "@partyline/relay";
import * as v from "valibot";
import { AppError } from "../errors.ts";
import type { Log } from "../log.ts";
import { SWITCHBOARDS } from "./limits.ts";

const schema = v.object({ v: v.literal(1), switchboards: v.array(v.unknown()) });

export class SavedSwitchboards {
  readonly #path: string;
  #urls: string[];

  /** A file that cannot be read is set aside as `switchboards.json.damaged`, and the list begins anew; of one that can be,
   *  every entry that is an address counts. */
  constructor(home: string, log: Log) {
    this.#path = join(home, "switchboards.json");
    this.#urls = read(this.#path, log);
  }

  /** In the order in which they were added: "https://talk.example". */
  list(): readonly string[] {
    return this.#urls;
  }

  /** Durable when it returns. One that is there already stays where it is. Errors: FULL, STORE. */
  add(url: string): void {
    if (this.#urls.includes(url)) return;
    this.checkRoom(url);
    this.#write([...this.#urls, url]);
  }

  /** Durable when it returns. Error: STORE. */
  remove(url: string): void {
    if (this.#urls.includes(url)) this.#write(this.#urls.filter((one) => one !== url));
  }

  /** Whether there is room for one more. Error: FULL. */
  checkRoom(url: string): void {
    if (this.#urls.length < SWITCHBOARDS || this.#urls.includes(url)) return;
    throw new AppError("FULL", `No more than ${SWITCHBOARDS} switchboards are kept. Remove one first.`);
  }

  #write(urls: string[]): void {
    const draft = `${this.#path}.new`;
    try {
      const file = openSync(draft, "w", 0o600);
      try {
        writeFileSync(file, `${JSON.stringify({ v: 1, switchboards: urls })}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, this.#path);
    } catch (cause) {
      throw new AppError("STORE", "The list of switchboards could not be stored.", { cause });
    }
    this.#urls = urls;
  }
}

function read(path: string, log: Log): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  try {
    const { switchboards } = v.parse(schema, JSON.parse(text));
    return [...new Set(switchboards.flatMap(urlOf))].slice(0, SWITCHBOARDS);
  } catch (error) {
    log("warn", "the list of switchboards cannot be read and is set aside", { path, error: String(error) });
    setAside(path);
    return [];
  }
}

function urlOf(entry: unknown): string[] {
  try {
    return typeof entry === "string" ? [parseSwitchboard(entry).http] : [];
  } catch {
    return [];
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`);
  } catch {
    // In a folder that cannot be written to, nothing is replaced either.
  }
}
