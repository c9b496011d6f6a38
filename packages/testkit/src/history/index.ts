export { checkHistory } from "./check.ts";
export type { Finding, LogRow, MemberHistory, RoomHistory, Said, Seen } from "./history.ts";
