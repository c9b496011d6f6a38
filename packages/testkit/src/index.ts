export * from "./chromium/index.ts";
export { FakeClock, settle } from "./fake-clock.ts";
export { fuzzed } from "./fuzzed.ts";
export * from "./history/index.ts";
export * from "./lan/index.ts";
export { type LinkEnd, type LinkPair, linkPair } from "./link-pair.ts";
