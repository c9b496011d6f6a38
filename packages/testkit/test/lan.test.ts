import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { createLan, lanAvailable } from "../src/index.ts";

const available = lanAvailable();
const describeLan = available.ok ? describe : describe.skip;

/** Asks once over HTTP and says what came: the status line's code, or the system's error code. */
const ASK = `fetch(process.argv[1], { signal: AbortSignal.timeout(1500) })
  .then((answer) => console.log(answer.status), (error) => console.log(error.cause?.code ?? error.name))`;
const SERVE = `require("node:http").createServer((_, answer) => answer.end("hi")).listen(80, "::", () => console.log("up"))`;

const namespaces = () => spawnSync("ip", ["netns", "list"], { encoding: "utf8" }).stdout;

describeLan(
  `test network${available.ok ? "" : ` (skipped: ${available.reason})`}`,
  { timeout: 30_000 },
  () => {
    it("joins hosts by LAN, over IPv4 and IPv6, and parts them when a cable is pulled", async () => {
      const lan = createLan({ hosts: { a: ["one", "two"], b: ["one"], c: ["two"] } });
      try {
        const { a, b, c } = lan.hosts;
        const server = a.spawn(process.execPath, ["-e", SERVE]);
        await server.stdout.waitFor((line) => line === "up");
        const ask = async (from: typeof a, host: string) =>
          (await from.run(process.execPath, ["-e", ASK, `http://${host}/`])).trim();
        expect(a.addresses(0)).toMatchObject({ ipv4: ["10.77.1.1"], ipv6: ["fd77:1::1"] });
        expect(await ask(b, "10.77.1.1")).toBe("200");
        expect(await ask(c, "[fd77:2::1]")).toBe("200");
        expect(await ask(b, "10.77.2.1")).toBe("ENETUNREACH");
        b.cut();
        expect(await ask(b, "10.77.1.1")).not.toBe("200");
        b.restore();
        expect(await ask(b, "10.77.1.1")).toBe("200");
      } finally {
        await lan.close();
      }
    });

    it("tells the test what a process said, when it did not say it, and how it ended", async () => {
      const lan = createLan({ hosts: { a: [] } });
      try {
        const { a } = lan.hosts;
        const cat = a.spawn("cat", []);
        cat.write("one\ntwo\n");
        expect(await cat.stdout.waitFor((line) => line === "two")).toBe("two");
        expect(await cat.stdout.waitFor((line) => line === "one")).toBe("one");
        await expect(cat.stdout.waitFor((line) => line === "three", { deadline: 20 })).rejects.toMatchObject({
          code: "NO_SUCH_LINE",
          message: expect.stringContaining("two"),
        });
        const never = cat.stdout.waitFor((line) => line === "four");
        never.catch(() => {});
        expect(await cat.kill("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
        await expect(never).rejects.toMatchObject({ code: "NO_SUCH_LINE" });
        const failed = a.run("sh", ["-c", "echo no >&2; exit 3"]);
        await expect(failed).rejects.toMatchObject({
          code: "COMMAND_FAILED",
          message: expect.stringContaining("no"),
        });
      } finally {
        await lan.close();
      }
    });

    it("ends everything when it closes, twice if asked, and clears up after runs that crashed", async () => {
      const lan = createLan({ hosts: { a: ["one"] } });
      const { namespace } = lan.hosts.a;
      const sleeper = lan.hosts.a.spawn("sleep", ["1000"]);
      await lan.close();
      await lan.close();
      expect(await sleeper.exit).toEqual({ code: null, signal: "SIGKILL" });
      expect(namespaces()).not.toContain(namespace);

      const crash = `import { createLan } from "${new URL("../src/index.ts", import.meta.url)}";
      console.log(createLan({ hosts: { a: ["one"] } }).hosts.a.namespace); process.exit(1);`;
      const run = () =>
        spawnSync(process.execPath, ["--input-type=module", "-e", crash], { encoding: "utf8" });
      const left = run().stdout.trim();
      expect(namespaces()).toContain(left);
      const next = run().stdout.trim();
      expect(namespaces()).not.toContain(left);
      for (const part of ["a", "switch"]) spawnSync("ip", ["netns", "delete", next.replace(/a$/, part)]);
    });
  },
);
