/** Headers that keep a page to itself, whoever serves it: a host, the console, a switchboard. */

/**
 * What the page may load and do; everything else is refused by the browser.
 * - `script-src`: our own files, no inline script and no eval; `wasm-unsafe-eval` compiles argon2id (hash-wasm), and
 *   lets no text be run as script.
 * - `style-src 'self'`: no inline styles in markup, so what a message smuggles in cannot dress up as the page.
 *   Styles set by script on an element are not concerned.
 * - `img-src`, `media-src`: no remote address, so no message tells its sender who reads it. `data:` and `blob:` are
 *   what is drawn here: favicon with a count, QR codes, pictures that came through the room.
 * - `connect-src`: Safari before 15.4 does not take 'self' to cover ws:, and a link may lead to a room at another
 *   address, so both schemes are spelt out. What a script could send elsewhere by that, it could only after the rows
 *   above had failed.
 * - `worker-src blob:`: bundlers inline small workers that way.
 * - `frame-ancestors`: no other page puts this one into a frame under its own buttons.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export interface HeaderOptions {
  /** Whether the page is read over https or from this very device. Over plain http browsers ignore
   *  cross-origin-opener-policy and complain of it in their console. Default false. */
  trustworthy?: boolean;
}

/** The headers of every file of a page: a worker's rules come with its own file, not with the page. */
export const securityHeaders = ({ trustworthy = false }: HeaderOptions = {}): Record<string, string> => ({
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  // A link's path names a room: it must not travel to a site that somebody links to in a message.
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...(trustworthy ? { "cross-origin-opener-policy": "same-origin" } : {}),
});
