/** Who may give which close code (RFC 6455, 7.4), so that neither host nor switchboard speaks in the other's name.
 *  SPEC.md, section 8. */
import { relayErrorOfClose } from "./errors.ts";

/** The end that needs no reason; and what the other side of a broken connection is told (RFC 6455, 7.4.1). */
const NORMAL = 1000;
const BROKEN = 1006;

const betweenHostAndClient = (code: number): boolean => code === NORMAL || (code >= 4000 && code <= 4099);

/** What a host may close a circuit with, to be given to its client as it is. */
export const isCloseFromHost = betweenHostAndClient;

/** What a switchboard may close a circuit with: its own reasons, or what the client gave. */
export const isCloseFromSwitchboard = (code: number): boolean =>
  betweenHostAndClient(code) || code === BROKEN || (code >= 4100 && code <= 4199);

/** What to tell a host of the code that a client's WebSocket closed with. */
export const closeOfClient = (code: number): number => (betweenHostAndClient(code) ? code : BROKEN);

/** Whether the switchboard ended a client's connection, and not its host or the road. */
export const isFromSwitchboard = (code: number): boolean =>
  code >= 4100 && code <= 4199 && relayErrorOfClose(code) !== undefined;
