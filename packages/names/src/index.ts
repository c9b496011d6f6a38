export {
  type AcceptedName,
  checkRoomName,
  checkUsername,
  type NameCheck,
  type NameCode,
  type RefusedName,
} from "./check.ts";
export { countCharacters } from "./graphemes.ts";
export { UNICODE_VERSION } from "./tables.ts";
