import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";

/** What our error replies carry beside their own fields, so that both sides send the same. */
export const problemFields = {
  "content-type": "application/problem+json",
  "cache-control": "no-store",
  vary: "Accept",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'",
};

export function problem(status, title) {
  return { type: "about:blank", title, status };
}

/** A strong ETag, by the means that the usual packages use. */
export function entityTag(content) {
  return `"${content.length.toString(16)}-${createHash("sha1").update(content).digest("base64")}"`;
}

/** What there is to say of a range of a file, and where its octets are: for `createReadStream`. */
export async function partOf(path, range) {
  const { size, mtime } = await stat(path);
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range);
  const [start, end] = [Number(first), Number(last)];
  const fields = {
    "accept-ranges": "bytes",
    "content-length": end - start + 1,
    "content-range": `bytes ${start}-${end}/${size}`,
    "content-type": "application/octet-stream",
    etag: `"${size.toString(16)}-${mtime.getTime().toString(16)}"`,
    "last-modified": mtime.toUTCString(),
  };
  return { fields, start, end };
}
