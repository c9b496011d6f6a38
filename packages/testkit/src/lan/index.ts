export type { Avahi, AvahiService } from "./avahi.ts";
export { type LanAvailability, lanAvailable } from "./available.ts";
export { LanError, type LanErrorCode } from "./errors.ts";
export type { LanHost } from "./host.ts";
export { createInternet, type Internet, type InternetOptions } from "./internet.ts";
export { createLan, type Lan, type LanOptions } from "./lan.ts";
export { DEFAULT_LINE_DEADLINE, type LineReader } from "./lines.ts";
export { type ExitStatus, type HostProcess, type SpawnOptions, spawnHere } from "./process.ts";
export type { Router, Traffic } from "./router.ts";
