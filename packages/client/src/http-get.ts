/** Asks for a page, and takes no more of it than it may have. */
import { ClientError, type ClientErrorCode } from "./errors.ts";
import { DIAL_MS } from "./limits.ts";

/** The page at `url`, of at most `most` bytes; `ok` says whether it is the one that was asked for. Errors:
 *  UNREACHABLE, and `other` for a redirect or a longer page. */
export async function httpGet(
  url: string,
  most: number,
  other: ClientErrorCode,
): Promise<{ ok: boolean; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DIAL_MS), redirect: "error" });
    const text = await textOf(response, most);
    if (text !== undefined) return { ok: response.ok, text };
  } catch (cause) {
    throw new ClientError("UNREACHABLE", undefined, { cause });
  }
  throw new ClientError(other);
}

async function textOf({ body }: Response, most: number): Promise<string | undefined> {
  if (!body) return "";
  // Not `for await`: Safari's streams cannot be iterated.
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}
