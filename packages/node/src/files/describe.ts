import type { BigIntStats } from "node:fs";
import { type ETag, etag, type Resource } from "@rightstatus/core";
import { lastModified } from "@rightstatus/core/fields";
import { contentOf } from "./content.ts";
import { contentTag } from "./content-tag.ts";
import { mediaTypeOf } from "./media-type.ts";
import type { OpenFile } from "./open.ts";
import type { FileSettings } from "./options.ts";

/**
 * Describes a file as a resource: its validators, type and length, and how to read its bytes.
 *
 * @param open - Returns a descriptor of the very version that is described, whenever one is needed.
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

/**
 * Size and time in hexadecimal with a separator, so that no two versions share a tag. Inodes differ between
 * servers.
 */
export function statTag({ size, mtimeNs }: Pick<BigIntStats, "size" | "mtimeNs">): ETag {
  return etag(`${size.toString(16)}-${mtimeNs.toString(16)}`);
}

/** File systems have times that no HTTP-date can express (RFC 9110 section 5.6.7). */
function isSayable(time: Date): boolean {
  return lastModified.parse(time.toUTCString()) !== undefined;
}
