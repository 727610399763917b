import { type AnyReply, badRequest, isReply, type Req, serve } from "@rightstatus/core";
import { describe } from "./describe.ts";
import { closeDescriptor } from "./descriptor.ts";
import { noteLookup } from "./lookups.ts";
import { type OpenFile, openAgain, openFile } from "./open.ts";
import { type FileOptions, type FileSettings, settle } from "./options.ts";
import { decodePath, guardPath } from "./path-guard.ts";
import { normalised, redirectTo, type Target, targetOf } from "./target.ts";

/**
 * Returns the reply to a GET or HEAD of a file, to be passed to `send`, which also frees it; undefined for
 * other methods, and if there is no file.
 *
 * @param path - The path below the mount as in the target, without query. Default: the path of the target.
 * @param target - The whole request target. Default: `req.url`.
 */
export type FileServer = (
  req: Req,
  path?: string,
  target?: string,
) => Promise<AnyReply | undefined>;

/**
 * Answers requests from the files below a root. A directory is answered with its index.html, at the path that
 * ends in "/"; the path without the slash is redirected there (RFC 9110 section 15.4.2).
 *
 * @param o - The root, and which files in it may be read.
 * @returns A function that makes the reply to a request.
 * @throws TypeError or RangeError for wrong options.
 * @example
 * ```ts
 * const answer = fileServer({ root: "public" });
 * createServer(async (req, res) => send(req, res, (await answer(req)) ?? notFound()));
 * ```
 */
export function fileServer(o: FileOptions): FileServer {
  const settings = settle(o);
  return async (req, path, target = req.url ?? "") => {
    const asked = targetOf(target);
    // Some mounts drop an empty name, so that a guard on the rest of the path would see another path.
    if (asked.path.includes("//")) return undefined;
    const decoded = decodePath(path ?? asked.path);
    if (decoded === undefined) return undefined;
    if (req.method !== "GET" && req.method !== "HEAD") {
      noteLookup(req, () => isThere(decoded, settings)); // A route may take it.
      return undefined;
    }
    if (decoded.includes("\0")) return badRequest("The path holds a NUL character.");
    try {
      return await answer(req, decoded, asked, settings);
    } catch (error) {
      if (isReply(error)) return error;
      throw error;
    }
  };
}

async function answer(
  req: Req,
  path: string,
  target: Target,
  settings: FileSettings,
): Promise<AnyReply | undefined> {
  const found = await find(path, settings);
  if (found === undefined) return undefined;
  const elsewhere = properTarget(found, target);
  if (elsewhere === undefined) return serveOpened(req, found, settings);
  closeDescriptor(found.opened.fd);
  return redirectTo(elsewhere);
}

/** The one target by which a file is served; `undefined` if it was this one. */
function properTarget({ isIndex }: Found, target: Target): Target | undefined {
  // The guard of a route does not recognise "/%61dmin" as "/admin", so nothing is served under that name.
  const { path, search } = normalised(target) ?? target;
  // Relative references in an index are resolved against the path with the slash.
  const proper = isIndex && !path.endsWith("/") ? `${path}/` : path;
  return proper === target.path ? undefined : { path: proper, search };
}

interface Found {
  readonly name: string;
  readonly opened: OpenFile;
  readonly isIndex: boolean;
}

/** The file by this path, or the index of the directory by this path. */
async function find(path: string, settings: FileSettings): Promise<Found | undefined> {
  const isIndex = path === "" || path.endsWith("/");
  const name = guardPath(isIndex ? `${path}index.html` : path, settings.dotfiles);
  const opened = name === undefined ? undefined : await openFile(name, settings);
  if (name === undefined || opened === undefined) return undefined;
  if (opened !== "directory") return { name, opened, isIndex };
  return isIndex ? undefined : find(`${path}/`, settings);
}

async function isThere(path: string, settings: FileSettings): Promise<boolean> {
  try {
    const found = await find(path, settings);
    if (found !== undefined) closeDescriptor(found.opened.fd);
    return found !== undefined;
  } catch {
    return false; // It is forbidden to tell, or impossible.
  }
}

/** The description and the bytes of the file come from one descriptor, which is closed if nothing is sent. */
async function serveOpened(
  req: Req,
  { name, opened }: Found,
  settings: FileSettings,
): Promise<AnyReply> {
  let fd: number | undefined = opened.fd;
  const take = () => {
    const taken = fd;
    fd = undefined;
    return taken;
  };
  const open = () => take() ?? openAgain(name, opened, settings);
  try {
    return await serve(req, await describe(name, opened, settings, open));
  } finally {
    const left = take();
    if (left !== undefined) closeDescriptor(left);
  }
}
