/** The page's store against the real program: the same contract as every store of the client. */
import type { Store } from "@partyline/client";
import { systemClock } from "@partyline/protocol";
import { type ConsoleApi, consoleStore, createConsoleApi, type TextSocket } from "@partyline/web/backend";
import { afterEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { storeContract } from "../../packages/client/test/store-contract.ts";
import { cookieFor, Home } from "../integration/fixtures/app.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function pageOf(port: string, cookie: string): Promise<ConsoleApi> {
  const headers = { cookie, origin: `http://127.0.0.1:${port}` };
  const api = createConsoleApi({
    open: () => new WebSocket(`ws://127.0.0.1:${port}/api`, { headers }) as unknown as TextSocket,
    clock: systemClock,
    random: Math.random,
    outdated: () => {},
  });
  ends.push(() => api.close());
  await api.ask("saved", {});
  return api;
}

describe("the store of the console's page", () => {
  storeContract({ test, expect }, async () => {
    const home = new Home();
    ends.push(() => home.forget());
    const program = await home.open();
    const url = await program.opened;
    const cookie = await cookieFor(url);
    let api = await pageOf(url.port, cookie);
    return {
      first: async () => consoleStore(api),
      // A reload: the page's connection ends, and another begins.
      reopen: async (): Promise<Store> => {
        api.close();
        api = await pageOf(url.port, cookie);
        return consoleStore(api);
      },
    };
  });
});
