import { extname } from "node:path";
import { loadOnce } from "../load-once.ts";

/** The table takes longer to load than the rest of this package, which many use without files. */
export const loadMediaTypes: () => Promise<typeof import("mime-types")> = loadOnce(
  () => import("mime-types"),
);

/** The media type by the extension alone: a file that is called "html" has none. */
export async function mediaTypeOf(name: string): Promise<string> {
  const { lookup } = await loadMediaTypes();
  const type = lookup(extname(name)) || "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
