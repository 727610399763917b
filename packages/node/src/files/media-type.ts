import { extname } from "node:path";

type Lookup = (extension: string) => string | false;

let loading: Promise<Lookup> | undefined;

/** The table takes longer to load than the rest of this package, which many use without files. */
export function loadMediaTypes(): Promise<Lookup> {
  loading ??= import("mime-types").then(
    ({ lookup }) => lookup,
    (error: unknown) => {
      loading = undefined; // There was no descriptor left to read it; the next request may get one.
      throw error;
    },
  );
  return loading;
}

/** The media type by the extension alone: a file that is called "html" has none. */
export async function mediaTypeOf(name: string): Promise<string> {
  const lookup = await loadMediaTypes();
  const type = lookup(extname(name)) || "application/octet-stream";
  return type.startsWith("text/") ? `${type}; charset=utf-8` : type;
}
