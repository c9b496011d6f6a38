/** What leads through a switchboard, in one piece for whoever fetches it late. */
export { circuitDial } from "./circuit-dial.ts";
export { twoRoads } from "./two-roads.ts";
