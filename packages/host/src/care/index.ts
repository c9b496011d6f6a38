/** Care of the rooms that are kept: copies out, rooms made from them, and whether all is whole. */
export { exportRoom, type RoomExport } from "./export.ts";
export { findRoom, type KeptRoom, type WhichRoom } from "./find.ts";
export { type ImportedRoom, type ImportOptions, importRoom } from "./import.ts";
export { type ExportHeader, LINE_BYTES } from "./lines.ts";
export { type RoomCheck, type RoomReport, verifyRoom } from "./verify.ts";
