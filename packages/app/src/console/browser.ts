/** Shows a page in this person's browser. */
import { BROWSER_MS } from "./limits.ts";

/** Whether a browser could be shown here at all: not over ssh, not on a Linux without a screen. */
export function canShow(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  if (platform !== "linux") return true;
  // WSL hands addresses to Windows.
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME || env.BROWSER);
}

/** Opens the address in the default browser; false where that is known to have failed. The address stands in the
 *  arguments of a program for a moment, which other users of this machine can read: it works once, and on Linux only
 *  for this user (peer.ts). A file with a redirect, as Jupyter uses, would hide it from them; but browsers that are
 *  installed as snap or flatpak, Ubuntu's own among them, may not read a hidden folder, and show an error instead. */
export async function showInBrowser(url: string): Promise<boolean> {
  try {
    const { default: open } = await import("open");
    const child = await open(url);
    if (child.exitCode !== null) return child.exitCode === 0;
    return await new Promise<boolean>((resolve) => {
      // xdg-open may stay for as long as the browser does: what has not failed by then has not failed.
      const timer = setTimeout(() => resolve(true), BROWSER_MS);
      const end = (good: boolean) => {
        clearTimeout(timer);
        resolve(good);
      };
      child.once("error", () => end(false));
      child.once("exit", (code) => end(code === 0));
    });
  } catch {
    return false;
  }
}
