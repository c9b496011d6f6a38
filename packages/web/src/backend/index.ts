/** What stands behind a page, without the browser. */
export { targetOf } from "./bytes.ts";
export { type ConsoleApi, createConsoleApi, type TextSocket } from "./console-api.ts";
export { consoleBackend } from "./console-backend.ts";
export { consoleStore } from "./console-store.ts";
export { guestBackend } from "./guest-backend.ts";
export type { Backend, Located } from "./ports.ts";
export { type SwitchboardBackend, switchboardBackend } from "./switchboard-backend.ts";
