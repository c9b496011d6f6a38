/** The app's door from outside: who is let in, and who is not. */
import { execFileSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type App, ask, cookieFor } from "./fixtures/app.ts";
import { homesForTests } from "./fixtures/homes.ts";

const newHome = homesForTests();
/** The user id of nobody on Debian and its like. */
const NOBODY = 65_534;

describe("who is let in", () => {
  const home = newHome();
  let app: App;
  let port = "";
  let cookie = "";

  beforeAll(async () => {
    app = await home.open();
    const url = await app.opened;
    port = url.port;
    cookie = await cookieFor(url);
  });

  /** Another one-time address, from a second start. */
  const another = async (): Promise<URL> => {
    const second = await home.open();
    expect(await second.exit).toBe(0);
    return second.opened;
  };

  it("turns the address into a cookie, once", async () => {
    const url = await another();
    const path = `${url.pathname}${url.search}`;
    const first = await ask(port, path);
    expect(first).toMatchObject({ status: 303, headers: { location: "/", "cache-control": "no-store" } });
    expect(first.headers["set-cookie"]?.[0]).toMatch(
      new RegExp(`^partyline-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/; Max-Age=\\d+$`),
    );
    const second = await ask(port, path);
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(second.body).toContain("has been used");
  });

  it("takes no address that was not made for it", async () => {
    const url = await another();
    const token = url.searchParams.get("token") ?? "";
    const flipped = `${token.slice(0, -2)}${token.at(-2) === "A" ? "B" : "A"}${token.at(-1)}`;
    for (const wrong of [flipped, `${token}A`, token.slice(1), "", "A".repeat(64)])
      expect((await ask(port, `/open?token=${wrong}`)).status).toBe(403);
    expect((await ask(port, "/open")).status).toBe(403);
    // A wrong one uses nothing up.
    expect((await ask(port, `${url.pathname}${url.search}`)).status).toBe(303);
  });

  it("shows the page and its files with the cookie, and words without it", async () => {
    for (const path of ["/", `/r/${"a".repeat(32)}`]) {
      const page = await ask(port, path, { cookie });
      expect(page.status).toBe(200);
      expect(page.headers["content-security-policy"]).toContain(
        "default-src 'none'; script-src 'self' 'wasm",
      );
      expect(page.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(page.body).toContain("<title>Partyline</title>");
    }
    const file = /(?:src|href)="(\/assets\/[^"]+)"/.exec((await ask(port, "/", { cookie })).body)?.[1] ?? "";
    expect((await ask(port, file, { cookie })).status).toBe(200);
    for (const path of ["/", `/r/${"a".repeat(32)}`, file, "/index.html", "/api"]) {
      for (const wrong of [
        undefined,
        "x=y",
        `partyline-${port}=`,
        cookie.replace(/.$/, "_"),
        cookie.replace(port, "1"),
      ]) {
        const page = await ask(port, path, wrong === undefined ? {} : { cookie: wrong });
        expect(page.status).toBe(403);
        expect(page.body).toContain("Open the app with <code>partyline</code>");
        expect(page.body).not.toMatch(/<script|<link/);
        expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
      }
    }
  });

  it.each([
    "evil.example",
    "evil.example:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost",
    "127.0.0.1.nip.io:PORT",
    "[::1]:PORT",
    "LOCALHOST:PORT",
  ])("refuses the host %s whatever else is right (DNS rebinding)", async (text) => {
    const host = text.replace("PORT", port);
    const url = await another();
    for (const path of ["/", `${url.pathname}${url.search}`, "/program?nonce=0123456789abcdef"]) {
      const reply = await ask(port, path, { host, cookie });
      expect(reply.status).toBe(403);
      expect(reply.headers["set-cookie"]).toBeUndefined();
    }
    expect((await upgrade(port, { host, cookie, origin: `http://${host}` })).status).toBe(403);
    // The address was not used up by that.
    expect((await ask(port, `${url.pathname}${url.search}`)).status).toBe(303);
  });

  it("lets localhost in", async () => {
    const host = `localhost:${port}`;
    expect((await ask(port, "/", { host, cookie })).status).toBe(200);
    expect((await upgrade(port, { host, cookie, origin: `http://${host}` })).status).toBe(101);
  });

  it("opens the API to its own page only", async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect((await upgrade(port, { cookie, origin })).status).toBe(101);
    expect((await upgrade(port, { cookie })).status).toBe(403);
    expect((await upgrade(port, { origin })).status).toBe(403);
    for (const other of [
      "null",
      "http://evil.example",
      `http://127.0.0.1:1`,
      `https://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `${origin}.evil.example`,
      "file://",
    ])
      expect((await upgrade(port, { cookie, origin: other })).status).toBe(403);
    expect((await upgrade(port, { cookie, origin }, "/")).status).toBe(404);
  });

  it("answers no other origin's question: no CORS, no other method", async () => {
    const asked = { cookie, origin: "http://evil.example", "access-control-request-method": "GET" };
    for (const reply of [
      await ask(port, "/", asked, "OPTIONS"),
      await ask(port, "/", asked, "POST"),
      await ask(port, "/", asked),
      await ask(port, "/open?token=x", asked),
      await ask(port, "/program?nonce=0123456789abcdef", asked),
    ])
      expect(Object.keys(reply.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect((await ask(port, "/", asked, "OPTIONS")).status).toBe(405);
    expect((await ask(port, "/open?token=x", {}, "POST")).status).toBe(405);
  });

  it.each([
    "/../package.json",
    "/assets/../../package.json",
    "/%2e%2e/package.json",
    "/..%2fpackage.json",
    "//etc/passwd",
    "/assets",
    "/assets/",
    "/.git/config",
    "/%00",
    "/%",
    "http://127.0.0.1/",
    "*",
  ])("has no file behind %s", async (path) => {
    expect((await ask(port, path, { cookie })).status).toBe(404);
  });

  it("sends on who comes by a link from elsewhere, for whom the browser held the cookie back", async () => {
    const elsewhere = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    const room = `/r/${"a".repeat(32)}`;
    const bounce = await ask(port, room, elsewhere);
    expect(bounce.status).toBe(200);
    expect(bounce.body).toContain(`<meta http-equiv="refresh" content="0; url=${room}">`);
    expect((await ask(port, room, { ...elsewhere, "sec-fetch-site": "same-origin" })).status).toBe(403);
    expect((await ask(port, '/"><b>', elsewhere)).status).toBe(403);
  });

  it("proves to a second start that it is the program", async () => {
    const nonce = "0123456789abcdef";
    const proof = (await ask(port, `/program?nonce=${nonce}`)).body;
    expect((await ask(port, `/program?nonce=${nonce}x`)).body).not.toBe(proof);
    expect((await ask(port, "/program?nonce=short")).status).toBe(403);
  });

  // Only root can start a process as somebody else, and only Linux says whose a connection is.
  it.skipIf(process.platform !== "linux" || process.getuid?.() !== 0)(
    "lets no other user of the machine in, with the right address and the right cookie",
    async () => {
      const url = await another();
      const asOther = (script: string) =>
        execFileSync(process.execPath, ["-e", script], { uid: NOBODY, cwd: "/", encoding: "utf8" });
      const fetched = asOther(`fetch("${url}", { redirect: "manual" }).then(async (r) =>
        console.log(r.status, r.headers.get("set-cookie"), await r.text()))`);
      expect(fetched).toMatch(/^403 null .*only for the person who started the app/);
      const upgraded =
        asOther(`require("node:http").get({ host: "127.0.0.1", port: ${port}, path: "/api", headers: {
        connection: "upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": "${"A".repeat(22)}==",
        origin: "http://127.0.0.1:${port}", cookie: "${cookie}" } })
        .on("upgrade", () => { console.log("in"); process.exit(); }).on("response", (r) => console.log(r.statusCode))`);
      expect(upgraded.trim()).toBe("403");
      // Their try has not used the address up.
      await cookieFor(url);
    },
  );

  it("leaves nothing readable to others, and no port on the network", async () => {
    const { mode } = await stat(join(home.path, "console.json"));
    expect(mode & 0o777).toBe(0o600);
    await expect(connects("::1", Number(port))).resolves.toBe(false);
  });
});

/** Asks to become a WebSocket, with just these headers. */
function upgrade(port: string, headers: Record<string, string>, path = "/api"): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const { origin, ...rest } = headers;
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      headers: rest,
      ...(origin === undefined ? {} : { origin }),
    });
    socket.once("open", () => {
      socket.terminate();
      resolve({ status: 101 });
    });
    socket.once("unexpected-response", (_request, response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    socket.once("error", reject);
  });
}

const connects = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
