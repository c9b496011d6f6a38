/** Whatever a request's headers say: one answer, of the file that was asked for, in a form that was allowed. */
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptsCoding, answerFile, pageOf } from "../src/index.ts";

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000);

const body = Buffer.from("the page ".repeat(20));
const page = pageOf("/index.html", body, gzipSync(body), brotliCompressSync(body));

const piece = fc.constantFrom(
  ...["br", "gzip", "x-gzip", "*", "identity", "q", ";q=", "; Q = ", "0", "1", "0.5", "1e9", "-1", "NaN"],
  ...[",", ";", "=", " ", "\t", '"', "W/", page.etag, page.etag.replace(/"$/, '-gz"'), "__proto__"],
);
const header = fc.oneof(
  fc.constant(undefined),
  fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
);

/** What `answerFile` writes, with the real classes of Node over a socket that leads nowhere. */
function answered(method: string, headers: Record<string, string | undefined>) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url: "/" });
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) request.headers[name] = value;
  const response = new ServerResponse(request);
  const parts: Buffer[] = [];
  let coding: unknown;
  // Headers that `writeHead` is given cannot be read back.
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, written: Record<string, string>) => {
    coding = written["content-encoding"];
    return writeHead(status, written);
  }) as typeof response.writeHead;
  const end = response.end.bind(response);
  response.end = ((chunk?: Buffer) => {
    if (chunk) parts.push(chunk);
    return end(chunk);
  }) as typeof response.end;
  answerFile(request, response, page);
  return { response, coding, sent: Buffer.concat(parts) };
}

test("accept-encoding and if-none-match of any kind are answered with the file, or with 304", () => {
  fc.assert(
    fc.property(fc.constantFrom("GET", "HEAD"), header, header, (method, encoding, tag) => {
      const { response, coding, sent } = answered(method, {
        "accept-encoding": encoding,
        "if-none-match": tag,
      });
      expect(response.writableEnded).toBe(true);
      expect([200, 304]).toContain(response.statusCode);
      if (coding !== undefined) expect(acceptsCoding(encoding, coding as "br" | "gzip")).toBe(true);
      if (response.statusCode === 304) expect(`${tag}`).toMatch(/\*|"/);
      if (response.statusCode === 304 || method === "HEAD") {
        expect(sent.length).toBe(0);
        return;
      }
      const plain =
        coding === "br" ? brotliDecompressSync(sent) : coding === "gzip" ? gunzipSync(sent) : sent;
      expect(plain.equals(body)).toBe(true);
    }),
    { numRuns },
  );
});
