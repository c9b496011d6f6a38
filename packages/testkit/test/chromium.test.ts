import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import {
  buildForBrowser,
  chromiumAvailable,
  chromiumOn,
  createLan,
  findChromium,
  lanAvailable,
  launchChromium,
  servePage,
} from "../src/index.ts";

const available = chromiumAvailable();
const why = available.ok ? "" : ` (skipped: ${available.reason})`;
const lan = lanAvailable();

const SERVE = `require("node:http").createServer((_, answer) => {
  answer.setHeader("content-type", "text/html");
  answer.end("<title>over the cable</title>");
}).listen(80, () => console.log("up"))`;

afterEach(() => vi.unstubAllEnvs());

describe("where there is no browser", () => {
  it("gives the reason, and fails where everything must be tested", async () => {
    vi.stubEnv("PATH", "/nowhere");
    vi.stubEnv("CI", "");
    expect(findChromium()).toBeUndefined();
    expect(chromiumAvailable()).toMatchObject({ ok: false, reason: expect.stringContaining("chromium") });
    await expect(launchChromium()).rejects.toMatchObject({ code: "NO_CHROMIUM" });
    vi.stubEnv("CI", "true");
    expect(() => chromiumAvailable()).toThrow(expect.objectContaining({ code: "NO_CHROMIUM" }));
  });
});

describe("a build for a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "partyline-build-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("is refused where a module of Node is needed", async () => {
    const entry = join(folder, "entry.ts");
    writeFileSync(
      entry,
      `import { readFileSync } from "node:fs"; console.log(readFileSync("/etc/hostname"));`,
    );
    await expect(buildForBrowser(entry)).rejects.toMatchObject({
      code: "BUILD",
      message: expect.stringContaining("node:fs"),
    });
  });
});

describe.skipIf(!available.ok)(`a browser${why}`, () => {
  it("is without all that Playwright wants it to be without, and has no pages but ours", async () => {
    // With it Chromium tells its command line.
    const browser = await launchChromium({ args: ["--enable-automation"] });
    try {
      const page = await browser.newPage();
      const session = await browser.newBrowserCDPSession();
      const { arguments: given } = await session.send("Browser.getBrowserCommandLine");
      // Playwright's switch and ours; the last one counts.
      const [theirs, ours, ...more] = given.flatMap((one) => {
        const [name, features] = one.split("=");
        return name === "--disable-features" ? [features?.split(",")] : [];
      });
      expect([theirs?.includes("HttpsUpgrades"), more]).toEqual([true, []]);
      expect(ours).toEqual(expect.arrayContaining(theirs ?? []));
      await page.goto("about:blank");
      const { targetInfos } = await session.send("Target.getTargets", { filter: [{}] });
      expect(targetInfos.map(({ type }) => type).sort()).toEqual(["page", "tab"]);
    } finally {
      await browser.close();
    }
  });

  it("loads a served page under a name, without a secure context and under its policy", async () => {
    const served = await servePage(
      `globalThis.ran = true; try { eval("1") } catch { globalThis.refused = true }`,
    );
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(served.url);
      expect(await page.evaluate("[ran, refused, isSecureContext]")).toEqual([true, true, false]);
    } finally {
      await browser.close();
      await served.close();
      await served.close();
    }
  });

  it.skipIf(!lan.ok)(
    `runs on a host of a test network${lan.ok ? "" : ` (skipped: ${lan.reason})`}`,
    async () => {
      const { hosts, close } = createLan({ hosts: { a: ["one"], b: ["one"], c: ["two"] } });
      try {
        await hosts.a.spawn(process.execPath, ["-e", SERVE]).stdout.waitFor((line) => line === "up");
        const [near, far] = [await chromiumOn(hosts.b), await chromiumOn(hosts.c)];
        const page = await near.newPage();
        await page.goto("http://10.77.1.1/");
        expect(await page.title()).toBe("over the cable");
        await expect((await far.newPage()).goto("http://10.77.1.1/")).rejects.toThrow(
          "ERR_ADDRESS_UNREACHABLE",
        );
        await Promise.all([near.close(), far.close()]);
      } finally {
        await close();
      }
    },
  );
});
