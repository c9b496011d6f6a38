/** `partyline` without a command: the app, until Ctrl-C. Composition root of the console. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { checkUsername } from "@partyline/names";
import { loadPages, marked, type Pages, pageOf } from "@partyline/pages";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { ensureHome } from "../home.ts";
import { createHosting } from "../hosting.ts";
import type { Output } from "../output.ts";
import { pageFolder } from "../page-folder.ts";
import { canShow, showInBrowser } from "./browser.ts";
import { lastWords, untilEnded } from "./ending.ts";
import { findProgram } from "./find-program.ts";
import { NO_PAGE_MS, PORT } from "./limits.ts";
import { takeLock } from "./lock.ts";
import { Program } from "./program.ts";
import { type Running, readRunning, secretsAfter, writeRunning } from "./running-file.ts";
import { makeTicket } from "./secrets.ts";
import { listenConsole } from "./server.ts";

export interface OpenOptions {
  /** The port of the app; undefined for the one of last time, else 2524, else a free one. */
  port?: number;
  /** Whether to show it in a browser. */
  open: boolean;
}

/** Opens the app and keeps it running until it is ended; where it is running already on this data folder, opens its
 *  page and returns. Errors: NO_PAGE, NAME_*, PORT, NOT_ANSWERING, STORE. */
export async function openApp(options: OpenOptions, context: Context): Promise<void> {
  const home = await ensureHome(context.home);
  const pages = await loadBuild();
  await nameFrom(context);
  const unlock = takeLock(home);
  if (!unlock) {
    await show(await findProgram(home), options, context, "is already running");
    return;
  }
  try {
    await run(home, pages, options, context);
  } finally {
    unlock();
  }
}

async function run(home: string, pages: Pages, options: OpenOptions, context: Context): Promise<void> {
  const { log, output, directory } = context;
  const store = await context.store();
  try {
    const { seed } = await store.profile();
    const program = new Program({ home, store, hosting: createHosting(home, seed, log), directory, log });
    const former = readRunning(home);
    const secrets = secretsAfter(former);
    // The port of last time before the usual one: pages that are still open look for the app there.
    const ports = options.port === undefined ? [...(former ? [former.port] : []), PORT] : [options.port];
    const server = await listenConsole({
      ports,
      secrets,
      pages,
      log,
      connected: (socket) => program.connect(socket),
    });
    const running: Running = { ...secrets, port: server.port, pid: process.pid };
    try {
      writeRunning(home, running);
      const ended = untilEnded(process, () => lastWords(program.rooms.company()), output.note);
      if (options.port && server.port !== options.port)
        output.note(`Port ${options.port} is in use here, so the app is at port ${server.port}.`);
      void program.rooms.reopen();
      const shown = await show(running, options, context, "is running");
      const unwatch = shown ? watchForPage(running, program, output) : () => {};
      await ended;
      unwatch();
    } finally {
      await program.end();
      await server.close();
      writeRunning(home, { ...running, pid: null });
    }
  } finally {
    await store.close();
  }
}

/** --as: what people call this person from now on. */
async function nameFrom(context: Context): Promise<void> {
  if (context.as === undefined) return;
  const check = checkUsername(context.as);
  if (!check.ok) throw new AppError(check.code, check.message);
  const store = await context.store();
  try {
    await store.setName(check.name);
  } finally {
    await store.close();
  }
}

async function loadBuild(): Promise<Pages> {
  const folder = pageFolder();
  if (folder === undefined)
    throw new AppError("NO_PAGE", "The app's page is not built. Start with `npm start`, which builds it.");
  const pages = await loadPages(folder);
  const html = pages.get("/index.html")!.body.toString("utf8");
  const index = Buffer.from(marked(html, "console"));
  return new Map(pages).set(
    "/index.html",
    pageOf("/index.html", index, gzipSync(index), brotliCompressSync(index)),
  );
}

/** Shows the app in the browser, or says at which address it can be opened. Gives whether a browser was started. */
async function show(
  running: Running,
  { open }: OpenOptions,
  { output }: Context,
  how: string,
): Promise<boolean> {
  const plain = `http://127.0.0.1:${running.port}/`;
  const shown = open && canShow(process.platform, process.env) && (await showInBrowser(ticketFor(running)));
  const url = ticketFor(running);
  const why = open ? "No browser could be opened from here. " : "";
  const human = `Partyline ${how} at ${plain}${shown ? "" : `\n${why}${byHand(url)}`}`;
  await output.write(human, { event: "open", url });
  return shown;
}

/** An address that opens the app once. */
const ticketFor = (running: Running): string =>
  `http://127.0.0.1:${running.port}/open?token=${makeTicket(running, Date.now())}`;

const byHand = (url: string): string => `Open this address; it works once, for five minutes:\n${url}`;

/** A browser that was started may still show nothing, and no program that starts one says so. Gives the end of it. */
function watchForPage(running: Running, program: Program, output: Output): () => void {
  const timer = setTimeout(() => {
    if (!program.visited) output.note(`No page has opened so far. ${byHand(ticketFor(running))}`);
  }, NO_PAGE_MS);
  return () => clearTimeout(timer);
}
