import { describe, expect, test } from "vitest";
import { memoryStore } from "../src/adapters/memory-store.ts";
import { storeContract } from "./store-contract.ts";

describe("the memory store", () => {
  storeContract({ test, expect }, async () => {
    const store = memoryStore();
    return { first: async () => store, reopen: async () => store };
  });
});
