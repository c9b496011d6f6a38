export { Lookup } from "./lookup.ts";
export { memoryDirectory } from "./memory/memory.ts";
export { Registrar } from "./registrar.ts";
export { Signer } from "./signer.ts";
export { sqliteDirectory } from "./sqlite/sqlite.ts";
