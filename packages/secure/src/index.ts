export {
  type BatchEvent,
  BatchSealer,
  type BatchSealerOptions,
  type Epoch,
} from "./batches.ts";
export type { Bytes } from "./bytes.ts";
export { ClientChannel, type ClientChannelEvent, type ClientChannelOptions } from "./client-channel.ts";
export { SECURE_ERRORS, SecureError, type SecureErrorCode } from "./errors.ts";
export { decodeFrame, encodeRefuse, FRAME, type Frame, type TombstoneFrame } from "./frames.ts";
export { HostChannel, type HostChannelEvent, type HostChannelOptions, type Member } from "./host-channel.ts";
export {
  decodeHostPublicKeys,
  encodeHostPublicKeys,
  fingerprint,
  generateHostKeys,
  type HostKeys,
  type HostPublicKeys,
  hostKeysFrom,
  isRoomId,
  memberIdOf,
  memberKeyFor,
  publicKeysOf,
  roomIdOf,
  roomTag,
} from "./keys.ts";
export {
  BATCHES_PER_EPOCH,
  MAX_BATCH_PAYLOAD,
  MAX_EPOCH,
  MAX_FRAME,
  MAX_PASSWORD,
  MAX_PLAINTEXT,
  TOKEN_LENGTH,
} from "./limits.ts";
export type { KeyPair } from "./noise/handshake-state.ts";
export { normalizePassword, stretchPassword } from "./password.ts";
export type { CryptoProvider } from "./provider.ts";
export { nobleProvider } from "./providers/noble.ts";
export { openTombstone, signTombstone } from "./tombstone.ts";
