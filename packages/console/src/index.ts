export { decodeAnswer, decodeAsk, decodeBack, decodeWith, encodeAnswer, encodeAsk } from "./codec.ts";
export { ConsoleError, type ConsoleErrorCode } from "./errors.ts";
export { MESSAGE_BYTES, ROOM_SWITCHBOARDS } from "./limits.ts";
export {
  type Answer,
  type Ask,
  type Back,
  QUESTIONS,
  type Question,
  type Tell,
  VERSION,
  type With,
} from "./messages.ts";
export type { Hosted, Keep, Nearby, Switchboard, SwitchboardRoom, Target, Via } from "./rooms.ts";
