export { backoff } from "./backoff.ts";
export { closeOfClient, isCloseFromHost, isCloseFromSwitchboard, isFromSwitchboard } from "./close-codes.ts";
export { ReceiveCredit, SendCredit } from "./credit.ts";
export {
  type CloseFrame,
  type CreditFrame,
  type DataFrame,
  decodeHostFrame,
  decodeSwitchboardFrame,
  type HostFrame,
  type SwitchboardFrame,
  type UnknownFrame,
} from "./decode.ts";
export {
  type About,
  type DirectoryEntry,
  decodeAbout,
  decodeFailure,
  decodeRoomsPage,
  decodeRoomsQuery,
  type Failure,
  type FoundRoom,
  parseRoomRef,
  type RoomRef,
  type RoomsPage,
  verifyEntry,
} from "./directory-api.ts";
export { type Ed25519, nobleEd25519 } from "./ed25519.ts";
export {
  asRelayError,
  isRelayErrorCode,
  RELAY_ERRORS,
  RelayError,
  type RelayErrorCode,
  relayCloseCodeOf,
  relayErrorOfClose,
  windowOfReason,
  windowReason,
} from "./errors.ts";
export {
  CAST_HEADER_BYTES,
  castParts,
  chunksOf,
  dataParts,
  encodeAdmit,
  encodeBuried,
  encodeClose,
  encodeCredit,
  encodeGoaway,
  encodeHello,
  encodeList,
  encodeListing,
  encodeMissed,
  encodeOpen,
  encodeRefused,
  encodeRegister,
  encodeRegistered,
  encodeTombstone,
  encodeUnlist,
  encodeUnregister,
  FLAG,
  FRAME,
  type Parts,
  TAG_BYTES,
  writeHeader,
} from "./frames.ts";
export { decodeRoomKeys, encodeRoomKeys, keysOfRoom, type RoomKeys, roomIdOfKeys } from "./keys.ts";
export * as limits from "./limits.ts";
export { LinkFrames } from "./link-frames.ts";
export { type Challenge, signRegister, verifyRegister } from "./proof.ts";
export { type Claim, decodeReceipt, type Receipt, signReceipt, verifyReceipt } from "./receipts.ts";
export {
  decodeRecord,
  judgeRecord,
  type RoomRecord,
  type SignedRecord,
  signRecord,
  verifyRecord,
} from "./records.ts";
export {
  formatRecoveryKey,
  parseRecoveryKey,
  RECOVERY_SEED_BYTES,
  type RoomSecrets,
  roomSecretsFrom,
} from "./recovery.ts";
export { type Address, decodeAddresses } from "./schemas.ts";
export { readTombstone, type Tombstone, verifyTombstone } from "./tombstone.ts";
export type {
  Buried,
  HostHello,
  List,
  Listing,
  Refused,
  Register,
  Registered,
  SwitchboardHello,
  Unlist,
} from "./trunk-messages.ts";
export {
  aboutUrl,
  circuitUrl,
  parseSwitchboard,
  roomsUrl,
  roomUrl,
  SWITCHBOARD_PORT,
  type SwitchboardAddress,
  trunkUrl,
  waitUrl,
} from "./urls.ts";
export { RELAY_VERSION } from "./version.ts";
