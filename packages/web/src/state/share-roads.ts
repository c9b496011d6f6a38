/** What can be handed on to bring people into a room. Pure. */
import type { RoomTarget } from "@partyline/client";
import type { Hosted } from "@partyline/console";
import { formatLink } from "@partyline/protocol";
import { textOfBytes } from "../backend/bytes.ts";
import type { ShareRoad } from "./model.ts";
import { labelOf } from "./road-words.ts";

/** Best first: what opens from anywhere, then what opens on the host's own network. */
export function shareRoads(
  target: RoomTarget,
  name: string,
  { hosted, addresses, switchboards }: ShareFacts,
): readonly ShareRoad[] {
  const token = target.token === undefined ? {} : { token: textOfBytes(target.token) };
  const room = target.id;
  if (hosted) return [...hosted.via.flatMap(throughOf), ...hosted.roads];
  const through = switchboards.map((origin) => ({
    address: labelOf(origin),
    link: formatLink({ room, origin, ...token, ...(name === "" ? {} : { name }) }),
    anywhere: true,
  }));
  const near = (addresses ?? target.addresses)
    // Some mean something on one device only.
    .filter(({ address }) => !address.includes("%") && !/^(?:127\.|::1$|localhost$)/.test(address))
    .map(({ address, port }) => {
      const host = `${address.includes(":") ? `[${address}]` : address}:${port}`;
      return { address: host, link: formatLink({ room, origin: `http://${host}`, ...token }) };
    });
  return [...through, ...near];
}

interface ShareFacts {
  readonly hosted: Hosted | undefined;
  readonly addresses: RoomTarget["addresses"] | undefined;
  readonly switchboards: readonly string[];
}

/** A link through a switchboard that does not carry the room now leads nowhere. */
const throughOf = ({ switchboard, state, link }: Hosted["via"][number]): ShareRoad[] =>
  link !== undefined && (state === "listed" || state === "link")
    ? [{ address: labelOf(switchboard), link, anywhere: true }]
    : [];
