export type { Clock } from "./clock.ts";
export type { Cluster } from "./cluster/index.ts";
export { SwitchboardError, type SwitchboardErrorCode } from "./errors.ts";
export type { Census } from "./exchange/index.ts";
export { LIMITS, type Rate, type SwitchboardLimits } from "./limits.ts";
export type { Logger, LogLevel } from "./logger.ts";
export type { Switchboard, SwitchboardOptions } from "./options.ts";
export * as parts from "./parts.ts";
export { openSwitchboard } from "./switchboard.ts";
