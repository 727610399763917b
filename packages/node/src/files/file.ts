import type { Resource } from "@rightstatus/core";
import { describe } from "./describe.ts";
import { closeDescriptor } from "./descriptor.ts";
import { openAgain, openFile } from "./open.ts";
import { type FileOptions, settle } from "./options.ts";
import { guardPath } from "./path-guard.ts";

/**
 * Makes a file a resource for `serve()`: its validators, length, type and bytes (RFC 9110 section 8). Nothing
 * stays open: the file is opened again when its bytes are needed, and must not have changed by then.
 *
 * @param path - The path below the root, decoded, with "/" between its names. It may come from outside.
 * @param o - The root, and which files in it may be read.
 * @returns The resource. `undefined` if there is no regular file at that path, or if the path is refused,
 *   because it would leave the root or because some system reads it in another way than it looks.
 * @throws (as rejections) TypeError or RangeError for wrong arguments; a 403 if the file may not be read; a
 *   503 if the process has no descriptor left; and any other error of the system. Its body and slices do the
 *   same, and throw a 503 if the file has changed.
 * @example
 * ```ts
 * const report = await file(`${id}.pdf`, { root: "reports" });
 * return report === undefined ? notFound() : serve(req, report);
 * ```
 */
export async function file(
  path: string,
  o: FileOptions,
): Promise<Resource<AsyncIterable<Uint8Array>> | undefined> {
  const settings = settle(o);
  if (typeof path !== "string") {
    const got = Array.isArray(path) ? "a list of names" : typeof path; // As wildcards of Express 5 are.
    throw new TypeError(`file: want a path as text, got ${got}`);
  }
  const name = guardPath(path, settings.dotfiles);
  const opened = name === undefined ? undefined : await openFile(name, settings);
  if (name === undefined || opened === undefined || opened === "directory") return undefined;
  try {
    const open = () => openAgain(name, opened, settings);
    return await describe(name, opened, settings, open);
  } finally {
    closeDescriptor(opened.fd);
  }
}
