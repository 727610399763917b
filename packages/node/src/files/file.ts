import type { Resource } from "@rightstatus/core";
import { describe } from "./describe.ts";
import { closeDescriptor } from "./descriptor.ts";
import { openAgain, openFile } from "./open.ts";
import { type FileOptions, settle } from "./options.ts";
import { guardPath } from "./path-guard.ts";

/**
 * A file as a resource for `serve()`: its validators, length, type and bytes. Nothing stays open: the
 * file is opened again when its bytes are wanted, and must be the same then.
 *
 * @param path - The path below the root, decoded, with "/" between its names. It may come from outside.
 * @param o - The root, and what of it may be read.
 * @returns undefined if there is no regular file by that path, or the path is refused: it would leave
 *   the root, or some system reads it otherwise than it looks.
 * @throws TypeError or RangeError for wrong arguments. Rejects with a 403 if the file may not be read,
 *   with a 503 if the process has no descriptor left, and with what the system says of anything else;
 *   its body and slices do so too, and with a 503 if the file has changed since.
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
    const got = Array.isArray(path) ? "a list of names" : typeof path; // As of Express 5's wildcards.
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
