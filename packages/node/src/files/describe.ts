import type { BigIntStats } from "node:fs";
import { type ETag, etag, type Resource } from "@rightstatus/core";
import { lastModified } from "@rightstatus/core/fields";
import { contentOf } from "./content.ts";
import { contentTag } from "./content-tag.ts";
import { mediaTypeOf } from "./media-type.ts";
import type { OpenFile } from "./open.ts";
import type { FileSettings } from "./options.ts";

/**
 * What is said of a file, and how its bytes are got at.
 *
 * @param open - Hands over a descriptor of the very version that is described, whenever one is wanted.
 */
export async function describe(
  name: string,
  opened: OpenFile,
  { etag: kind, cacheControl }: FileSettings,
  open: () => number | Promise<number>,
): Promise<Resource<AsyncIterable<Uint8Array>>> {
  const { stats } = opened;
  const length = Number(stats.size);
  return {
    exists: true,
    etag: kind === "content" ? await contentTag(opened) : statTag(stats),
    ...(isSayable(stats.mtime) && { lastModified: stats.mtime }),
    ...(cacheControl !== undefined && { cacheControl }),
    type: await mediaTypeOf(name),
    length,
    body: () => contentOf(open, 0, length),
    slice: (start, end) => contentOf(open, start, end),
  };
}

/** Both in hexadecimal and apart, so that no two versions share a tag; no inode, for servers differ in it. */
export function statTag({ size, mtimeNs }: Pick<BigIntStats, "size" | "mtimeNs">): ETag {
  return etag(`${size.toString(16)}-${mtimeNs.toString(16)}`);
}

/** File systems know times that no HTTP-date can name (RFC 9110 section 5.6.7). */
function isSayable(time: Date): boolean {
  return lastModified.parse(time.toUTCString()) !== undefined;
}
