import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { BrowserError } from "./errors.ts";
import { findChromium } from "./find.ts";

/** How to start a browser. */
export interface ChromiumOptions {
  /** A command that runs the browser as its last arguments and becomes it, e.g. `["ip", "netns", "exec", NAME]`. */
  through?: readonly string[];
  /** Further switches of Chromium. */
  args?: readonly string[];
  /** Switches that Playwright adds and this test is about, e.g. `--disable-back-forward-cache`. */
  without?: readonly string[];
}

/**
 * Every name under .test (RFC 6761, 6.2: never a real one) is this machine. Unlike 127.0.0.1 and localhost, such an
 * origin is no secure context (W3C Secure Contexts, 3.1): the page has what it would have on a LAN, and no more.
 */
const TEST_NAMES = "--host-resolver-rules=MAP *.test 127.0.0.1";

/**
 * Parts of Chromium's own surface that come as pages of their own: two behind every window's address bar, and one that is
 * kept ready for a next tab. Nobody sees them here, and they were a third of what a test with a page cost.
 */
const NO_SURFACE = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"];
/** Playwright's own, which the switch below stands in place of: of two the last one counts. */
const AS_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "msForceBrowserSignIn",
  "msEdgeUpdateLaunchServicesPreferredVersion",
];

const ARGS = [
  // Root, as in a container or a network namespace, cannot have Chromium's sandbox.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  // Nothing may be asked of the network but what the test asks for.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  TEST_NAMES,
  `--disable-features=${[...AS_PLAYWRIGHT, ...NO_SURFACE].join(",")}`,
];

/**
 * Starts this machine's Chromium, headless, with an empty profile. `browser.close()` ends it and clears up.
 * @throws BrowserError NO_CHROMIUM.
 */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const { through = [], args = [], without = [] } = options;
  const chromium = findChromium();
  if (chromium === undefined) throw new BrowserError("NO_CHROMIUM", "There is no Chromium on the PATH.");
  // Loaded here: most tests that use this package need no browser.
  const playwright = await import("playwright-core");
  const program = through.length === 0 ? undefined : wrapperFor([...through, chromium]);
  try {
    const browser = await playwright.chromium.launch({
      executablePath: program?.path ?? chromium,
      args: [...ARGS, ...args],
      ignoreDefaultArgs: [...without],
    });
    browser.once("disconnected", () => program?.remove());
    return browser;
  } catch (error) {
    program?.remove();
    throw error;
  }
}

/**
 * The same on a host of a test network ({@link createLan}): the browser sees that host's networks and no other.
 * @throws BrowserError NO_CHROMIUM.
 */
export function chromiumOn(
  host: { readonly namespace: string },
  options: Omit<ChromiumOptions, "through"> = {},
): Promise<Browser> {
  return launchChromium({ ...options, through: ["ip", "netns", "exec", host.namespace] });
}

/** A program that becomes `command` with its own arguments. Playwright speaks over file descriptors 3 and 4, which
 *  every exec on the way keeps. */
function wrapperFor(command: readonly string[]): { path: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "partyline-chromium-"));
  const path = join(folder, "chromium");
  const words = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(path, 0o700);
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
