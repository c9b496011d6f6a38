/** What one switchboard shows, as pages are told of it. */
import { ClientError, type SwitchboardRoom as Listed, listRooms } from "@partyline/client";
import type { SwitchboardRoom } from "@partyline/console";
import { parseSwitchboard, RelayError } from "@partyline/relay";
import { roomTag } from "@partyline/secure";
import { type AppError, wrongUsage } from "../errors.ts";
import { aboutSwitchboard } from "../switchboards.ts";
import { tellTarget } from "./convert.ts";
import { SWITCHBOARD_PAGES } from "./limits.ts";

export interface Shown {
  readonly rooms: SwitchboardRoom[];
  /** Whether it has more. */
  readonly more: boolean;
}

/** Asks the switchboard at that address ("https://talk.example") for its rooms. Errors: UNREACHABLE, NOT_A_SWITCHBOARD,
 *  VERSION, RATE, BUSY, each in words that say which switchboard. */
export type AskSwitchboard = (url: string) => Promise<Shown>;

/** Asks by HTTP. */
export const askByHttp: AskSwitchboard = async (url) => {
  const rooms: SwitchboardRoom[] = [];
  let after: string | undefined;
  try {
    for (let page = 0; page < SWITCHBOARD_PAGES; page++) {
      const found = await listRooms(url, after === undefined ? {} : { after });
      rooms.push(...found.rooms.map(tellListed));
      after = found.next;
      if (after === undefined) break;
    }
  } catch (error) {
    throw inWords(url, error);
  }
  // What came online between two pages stands on both.
  return { rooms: [...new Map(rooms.map((room) => [room.id, room])).values()], more: after !== undefined };
};

/** What it is found by there. */
export const calledThere = ({
  name,
  claimed,
  target,
}: Pick<Listed, "name" | "claimed" | "target">): string => (claimed ? name : `${name}#${roomTag(target.id)}`);

const tellListed = (room: Listed): SwitchboardRoom => ({
  ...tellTarget(room.target),
  name: room.name,
  password: room.password,
  by: room.by,
  online: room.online,
  listedAs: calledThere(room),
});

/** "talk.example", "10.0.0.5:2526". */
export const labelOf = (url: string): string => new URL(url).host;

/** What a person typed as the address of a switchboard: "https://talk.example". Error: USAGE. */
export function readAddress(where: string): string {
  try {
    return parseSwitchboard(where).http;
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    throw wrongUsage(
      "That is not the address of a switchboard. Type one like talk.example or 192.168.1.20:2526.",
    );
  }
}

/** The failure of a question, saying which switchboard it is about. */
export function inWords(url: string, error: unknown): AppError | Error {
  if (error instanceof ClientError) return aboutSwitchboard(labelOf(url), error);
  return error instanceof Error ? error : new Error(String(error));
}
