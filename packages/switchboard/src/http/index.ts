export { blockOf, clientAddress, peers } from "./addresses.ts";
export { answer } from "./answers.ts";
export { frontPage } from "./front-page.ts";
export { serveMetrics } from "./metrics.ts";
