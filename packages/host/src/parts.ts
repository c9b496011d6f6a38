/** What a host is put together from, without the machine below it: for a simulation, which has its own network, clock and
 *  disk. `host.ts` puts the same together for a real one. */

export { type DialTrunk, type TrunkSocketEvents, Trunks } from "./listeners/trunk/index.ts";
export {
  type Keep,
  type Log,
  type LogEntry,
  LogError,
  openMemoryLogs,
  type StoredEvent,
} from "./log/index.ts";
export { RoadMeters } from "./metrics.ts";
export type { Batch, HostLink, LinkHandler, Road } from "./ports.ts";
export { putToWork } from "./put-to-work.ts";
export type { RoomHost } from "./room-host.ts";
export { type RoomRecord, readRecord, writeRecord } from "./room-record.ts";
export { RoomSwitchboards } from "./room-switchboards.ts";
export { readWishes, SwitchboardBook } from "./switchboard-book.ts";
