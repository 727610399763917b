import { type ETag, etagOf } from "@rightstatus/core";
import { chunksOf } from "./content.ts";
import type { OpenFile } from "./open.ts";

/** How many tags are remembered, those of the latest versions. */
const MOST_TAGS = 1000;

const known = new Map<string, ETag>();

/**
 * The strong ETag of the bytes of a file: `etagOf` them, as for a body in memory; if there is more than one
 * chunk, `etagOf` the list of the tags of the chunks. So no file has to fit into memory, and every server
 * computes the same tag.
 */
export async function contentTag({ fd, stats }: OpenFile): Promise<ETag> {
  // ctime moves with every write and cannot be set back.
  const version = [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
  const tag = known.get(version) ?? (await tagFrom(fd, Number(stats.size)));
  known.delete(version);
  known.set(version, tag);
  for (const [oldest] of known) {
    if (known.size <= MOST_TAGS) break;
    known.delete(oldest);
  }
  return tag;
}

async function tagFrom(fd: number, size: number): Promise<ETag> {
  const tags: ETag[] = [];
  for await (const chunk of chunksOf(fd, 0, size)) tags.push(etagOf(chunk));
  const [only = etagOf("")] = tags;
  return tags.length > 1 ? etagOf(tags.join()) : only;
}
