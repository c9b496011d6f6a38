export { type Census, Exchange, type Session } from "./exchange.ts";
export type { Outlet, Peer, Registry } from "./ports.ts";
