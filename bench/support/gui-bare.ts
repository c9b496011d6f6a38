/** The floor under a timeline: a page that does nothing but append what comes over a WebSocket, and scroll to the end. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { WebSocketServer } from "ws";
import { mainThread } from "./gui-page.ts";

const PAGE = `<!doctype html><meta charset="utf-8"><div id="view" style="height:600px;overflow:auto"><ol id="rows"></ol></div>
<script>
  new WebSocket(location.href.replace("http", "ws")).onmessage = ({ data }) => {
    const row = document.createElement("li");
    row.textContent = data;
    document.getElementById("rows").append(row);
    view.scrollTop = view.scrollHeight;
  };
</script>`;

/** Seconds of the main thread for so many messages a second. */
export async function bareStream(browser: Browser, perSecond: number, ms: number): Promise<number> {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(PAGE));
  const sockets = new WebSocketServer({ server });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const connected = new Promise<void>((resolve) => sockets.once("connection", () => resolve()));
    await page.goto(`http://127.0.0.1:${port}/`);
    await connected;
    const [socket] = sockets.clients;
    return await mainThread(page, async () => {
      const began = performance.now();
      for (let said = 0; said < (perSecond * ms) / 1000; ) {
        const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
        while (said < due) socket?.send(`said ${++said} of many, as it comes`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
  } finally {
    await page.close();
    sockets.close();
    server.close();
    server.closeAllConnections();
  }
}
