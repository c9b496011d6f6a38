/** What switchboards' directories say, in the words of the command. */
import { ClientError, listRooms, roomsCalled, type SwitchboardRoom } from "@partyline/client";
import { encodeHostPublicKeys } from "@partyline/secure";
import { AppError, codeOf, sentenceOfError } from "./errors.ts";
import type { ListedRoom, Switchboards } from "./listed.ts";

/** Pages of 50 rooms that are read of one list; a switchboard answers about 120 questions at once. */
const MOST_PAGES = 20;

export function listedBy({ target, name, by, password, online }: SwitchboardRoom): ListedRoom {
  const { id, keys, addresses, switchboards = [] } = target;
  return {
    id,
    name,
    keys: encodeHostPublicKeys(keys),
    password,
    by,
    addresses,
    switchboards,
    ...(online ? {} : { asleep: true }),
  };
}

/** Codes of a certificate that this device does not trust (OpenSSL's, and Node's ERR_TLS_*). */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ALTNAME/;

/** Why there is no answer, as far as the failure's causes tell. */
function whyOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = codeOf(at);
    if (CERTIFICATE.test(code)) return `Its certificate is not trusted (${at.message}).`;
    // EAI_AGAIN: no name server was to be had.
    if (code === "ENOTFOUND" || code === "EAI_AGAIN")
      return "There is no such name, or this device is offline.";
    if (code === "ECONNREFUSED") return "Nothing answers at that address.";
  }
  if (codeOf(error) === "UNREACHABLE") return "It does not answer. Is this device online?";
  return sentenceOfError(error);
}

/** The failure, saying which switchboard it is about. */
export function aboutSwitchboard(url: string, error: unknown): AppError {
  return new AppError(codeOf(error), `${url} cannot be asked. ${whyOf(error)}`, { cause: error });
}

async function asked<T>(url: string, question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof ClientError) throw aboutSwitchboard(url, error);
    throw error;
  }
}

/** Asks by HTTP. */
export const httpSwitchboards: Switchboards = {
  async open(url) {
    const rooms: ListedRoom[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const found = await asked(url, listRooms(url, after === undefined ? {} : { after }));
      const awake = found.rooms.filter(({ online }) => online);
      rooms.push(...awake.map(listedBy));
      // Those that are online come first.
      if (awake.length < found.rooms.length) return { rooms, asleep: true };
      if (found.next === undefined) return { rooms, asleep: false };
      after = found.next;
    }
    return { rooms, asleep: true };
  },
  async called(url, ref) {
    return (await asked(url, roomsCalled(url, ref))).map(listedBy);
  },
};
