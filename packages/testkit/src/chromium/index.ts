export { buildForBrowser } from "./build.ts";
export { BrowserError, type BrowserErrorCode } from "./errors.ts";
export { type ChromiumAvailability, chromiumAvailable, findChromium } from "./find.ts";
export { type ChromiumOptions, chromiumOn, launchChromium } from "./launch.ts";
export { type ServedPage, type ServedPageOptions, servePage } from "./serve.ts";
