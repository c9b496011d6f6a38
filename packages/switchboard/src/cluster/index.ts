export type { Cluster } from "./cluster.ts";
export { singleNode } from "./single-node.ts";
