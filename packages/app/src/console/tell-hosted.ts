/** A hosted room as pages are told of it. */
import type { SavedRoom as Pin } from "@partyline/client";
import type { Hosted, Keep, Via } from "@partyline/console";
import type { HostedRoom, KeptWish, Retention, SavedRoom, SwitchboardStatus } from "@partyline/host";
import { encodeHostPublicKeys } from "@partyline/secure";
import { sentenceOfError } from "../errors.ts";
import { readRoomText } from "../room-text.ts";
import { labelOf } from "./ask-switchboard.ts";
import { tellTarget } from "./convert.ts";

const DAMAGED = "Its history on this device is gone or damaged.";

function keepOf({ days, last }: Retention, memoryOnly = false): Keep {
  if (memoryOnly) return "nothing";
  if (days !== undefined) return { days };
  return last === undefined ? "all" : { last };
}

/** `port` is the one for members. */
export function tellOpen(room: HostedRoom, port: number): Hosted {
  const { id, name, password, unlisted, keep, memoryOnly, listedAs, listTrouble, token, keys } = room;
  const addresses = room.addresses();
  const links = room.links();
  return {
    id,
    name,
    open: true,
    password,
    unlisted,
    keep: keepOf(keep, memoryOnly),
    ...(listedAs === undefined ? {} : { listedAs }),
    ...(listTrouble === undefined ? {} : { trouble: troubleOf(listTrouble) }),
    here: room.here().map((member) => ({ id: member.id, name: member.name })),
    roads: addresses.map((address, at) => ({ address, link: links[at] ?? room.link(address) })),
    via: room.switchboards().map(tellVia),
    shareAddresses: sharesAddresses(room.wishes),
    target: {
      id,
      name,
      keys: encodeHostPublicKeys(keys),
      // This device itself first: it answers without any network.
      addresses: [{ address: "127.0.0.1", port }, ...addresses.flatMap(addressOf)],
      ...(token === undefined ? {} : { token }),
    },
  };
}

/** A room that is not open; `pin` is how it was last joined from here. */
export function tellKept(room: SavedRoom, pin: Pin | undefined, trouble: string | undefined): Hosted {
  const words = trouble ?? (room.damaged ? DAMAGED : undefined);
  return {
    id: room.id,
    name: room.name,
    open: false,
    password: room.password,
    unlisted: room.unlisted,
    keep: keepOf(room.keep),
    ...(words === undefined ? {} : { trouble: words }),
    here: [],
    roads: [],
    via: (room.switchboards ?? []).map(({ url }) => ({
      switchboard: url,
      state: "offline",
      words: `It is reached through ${labelOf(url)} when it is open.`,
    })),
    shareAddresses: sharesAddresses(room.switchboards ?? []),
    ...(pin ? { target: tellTarget(pin) } : {}),
  };
}

/** A room that its switchboard does not take is not reached by a link through it. */
function tellVia({ url, state, words, as, link }: SwitchboardStatus & { link: string }): Via {
  return {
    switchboard: url,
    state: state === "unlisted" ? "link" : state,
    words,
    ...(as === undefined ? {} : { listedAs: as }),
    ...(state === "refused" ? {} : { link }),
  };
}

const sharesAddresses = (wishes: readonly KeptWish[]): boolean =>
  wishes.some(({ shareAddresses }) => shareAddresses);

const troubleOf = ({ code, detail }: { code: string; detail: string }): string =>
  sentenceOfError(Object.assign(new Error(detail), { code }));

function addressOf(text: string): { address: string; port: number }[] {
  const read = readRoomText(text);
  return read.kind === "address" ? [{ address: read.address, port: read.port }] : [];
}
