export { nodeProvider } from "./providers/node.ts";
