/** The GUI's brain, free of the framework: what runs without a browser. */
export { type App, type AppOptions, createApp } from "./app-model.ts";
export type * from "./model.ts";
export type { History } from "./place.ts";
export { createRoom } from "./room-model.ts";
export type { Facts, Frame, RoomOptions, Seat } from "./room-options.ts";
export { memoryShelf, type RoomShelf, roomShelf, type Shelf } from "./shelf.ts";
