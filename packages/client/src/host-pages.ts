/** The host's own page, where a page may not reach the host by itself. */
import { formatLink } from "@partyline/protocol";
import { base64UrlOfBytes } from "./core/base64url.ts";
import type { RoomTarget } from "./ports/link.ts";

/** Links to the room's page at its host, best first, to be opened instead of a page that came over https: a browser lets
 *  that one dial no host. Link-local addresses with a zone are left out, since no URL can carry one. */
export function hostPages({ id, addresses, token }: RoomTarget): string[] {
  return addresses
    .filter(({ address }) => !address.includes("%"))
    .map(({ address, port }) =>
      formatLink({
        room: id,
        origin: `http://${address.includes(":") ? `[${address}]` : address}:${port}`,
        ...(token === undefined ? {} : { token: base64UrlOfBytes(token) }),
      }),
    );
}
