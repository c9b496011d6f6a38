import { describe, expect, it } from "vitest";
import { createInternet, createLan, lanAvailable } from "../src/index.ts";

const available = lanAvailable();

/** Asks once over HTTP and says what came: the address that the asker has there, or why nothing came. */
const ASK = `fetch(process.argv[1], { signal: AbortSignal.timeout(1000) })
  .then(async (answer) => console.log(await answer.text()), (error) => console.log(error.cause?.code ?? error.name))`;
const SERVE = `require("node:http").createServer((asked, answer) => answer.end(asked.socket.remoteAddress))
  .listen(80, "0.0.0.0", () => console.log("up"))`;

describe.skipIf(!available.ok)(
  `test internet${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  { timeout: 30_000 },
  () => {
    it("lets everybody out under their router's address, and nobody in", async () => {
      const net = createInternet({ outside: ["board"], sites: { home: ["anna", "lena"], cafe: ["ben"] } });
      try {
        const { board, anna, lena, ben } = net.hosts;
        for (const host of [board, anna]) {
          const server = host.spawn(process.execPath, ["-e", SERVE]);
          await server.stdout.waitFor((line) => line === "up");
        }
        const ask = async (from: typeof anna, host: string) =>
          (await from.run(process.execPath, ["-e", ASK, `http://${host}/`])).trim();
        expect(net.routers.home.outside).toBe("198.51.100.101");
        expect(await ask(anna, "198.51.100.1")).toBe("198.51.100.101");
        expect(await ask(ben, "198.51.100.1")).toBe("198.51.100.102");
        expect(await ask(lena, "192.168.1.2")).toBe("192.168.1.3");
        const outside = await Promise.all([
          ask(board, "198.51.100.101"),
          ask(ben, "198.51.100.101"),
          ask(ben, "192.168.1.2"),
          ask(board, "192.168.1.2"),
        ]);
        expect(outside).toEqual(["TimeoutError", "TimeoutError", "ENETUNREACH", "ENETUNREACH"]);
        expect(net.routers.home.traffic.sent).toBeGreaterThan(500);
      } finally {
        await net.close();
        await net.close();
      }
    });

    it("can stand beside a LAN", async () => {
      const [net, lan] = [
        createInternet({ outside: ["a"], sites: {} }),
        createLan({ hosts: { a: ["one"] } }),
      ];
      expect(net.hosts.a.namespace).not.toBe(lan.hosts.a.namespace);
      await Promise.all([net.close(), lan.close()]);
    });
  },
);
