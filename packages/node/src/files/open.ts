import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { forbidden } from "@rightstatus/core";
import type { Settings } from "./options.ts";
import { unavailable } from "./unavailable.ts";

/** A regular file and what it was when it was opened. Whoever gets it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly stats: BigIntStats;
}

/**
 * Opens a file below the root. All that is said of it comes from the descriptor, so nothing can be put
 * in its place between the question and the answer.
 *
 * @param name - By `guardPath`.
 * @returns undefined if there is no regular file by that name; "directory" if there is one of those.
 * @throws 403 if it may not be read; 503 if the process has no descriptor left; what the system says
 * of anything else.
 */
export async function openFile(
  name: string,
  { root, symlinks }: Settings,
): Promise<OpenFile | "directory" | undefined> {
  const path = join(root, name);
  const handle = await open(path, symlinks === "deny" ? READ | NO_FOLLOW : READ).catch(explain);
  if (handle === undefined) return undefined;
  let wanted = false;
  try {
    const stats = await handle.stat({ bigint: true });
    if (stats.isDirectory()) return "directory";
    wanted = stats.isFile() && (symlinks === "allow" || (await isOwnPath(handle, root, name)));
    return wanted ? { handle, stats } : undefined;
  } finally {
    if (!wanted) await handle.close();
  }
}

// Without O_NONBLOCK, opening a FIFO waits for its writer, in one of the four threads for all files.
// Windows has neither of the two.
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** Did the way from the root to this file go through no link? */
async function isOwnPath(handle: FileHandle, root: string, name: string): Promise<boolean> {
  // O_NOFOLLOW looks at the last name; where there is no other, it has said all.
  if (NO_FOLLOW !== 0 && !name.includes("/")) return true;
  // Linux knows by which path a descriptor is open; elsewhere the path is walked again.
  const known = readlink(`/proc/self/fd/${handle.fd}`).catch(() => realpath(join(root, name)));
  const [path, top] = await Promise.all([known, realpath(root)]).catch(() => []);
  return path !== undefined && top !== undefined && path === join(top, name);
}

/** By these codes the system says that there is no such file, or one that nobody can read. */
const absent: ReadonlySet<unknown> = new Set([
  "EINVAL", // A name that the file system cannot have.
  "EISDIR",
  "ELOOP", // A link, under O_NOFOLLOW; FreeBSD says EMLINK.
  "EMLINK",
  "ENAMETOOLONG",
  "ENODEV",
  "ENOENT",
  "ENOTDIR",
  "ENXIO", // A socket, or a device that is not there.
  "EOPNOTSUPP", // A socket, on macOS.
]);

function explain(error: NodeJS.ErrnoException): undefined {
  if (absent.has(error.code)) return undefined;
  if (error.code === "EACCES" || error.code === "EPERM") throw forbidden();
  if (error.code === "EMFILE" || error.code === "ENFILE") throw unavailable(error);
  throw error;
}
