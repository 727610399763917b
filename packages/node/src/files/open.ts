import { type BigIntStats, constants, fstatSync, readlinkSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { forbidden } from "@rightstatus/core";
import { closeDescriptor, openDescriptor } from "./descriptor.ts";
import type { FileSettings } from "./options.ts";
import { unavailable } from "./unavailable.ts";

/** A regular file, and its state when it was opened. Whoever gets it has to close it. */
export interface OpenFile {
  readonly fd: number;
  readonly stats: BigIntStats;
}

/**
 * Opens a file below the root. Everything that is said about it comes from the descriptor, so that the file
 * cannot be replaced between the check and the response.
 *
 * @param name - A name that passed `guardPath`.
 * @returns undefined if there is no regular file of that name; "directory" if it is a directory.
 * @throws 403 if it may not be read; 503 if the process has no descriptor left; any other error of the system.
 */
export async function openFile(
  name: string,
  { root, symlinks }: FileSettings,
): Promise<OpenFile | "directory" | undefined> {
  const path = join(root, name);
  const flags = symlinks === "deny" ? READ | NO_FOLLOW : READ;
  const fd = await openDescriptor(path, flags).catch(explain);
  if (fd === undefined) return undefined;
  let wanted = false;
  try {
    const stats = fstatSync(fd, { bigint: true });
    if (stats.isDirectory()) return "directory";
    wanted =
      stats.isFile() && (symlinks === "allow" || (await isOwnPath(fd, path, { root, name })));
    return wanted ? { fd, stats } : undefined;
  } finally {
    if (!wanted) closeDescriptor(fd);
  }
}

/**
 * Opens the same version again.
 *
 * @throws 503 if it is no longer there: its validators must not be sent with other bytes.
 */
export async function openAgain(
  name: string,
  { stats }: OpenFile,
  settings: FileSettings,
): Promise<number> {
  const opened = await openFile(name, settings);
  if (opened !== undefined && opened !== "directory") {
    if (isSame(opened.stats, stats)) return opened.fd;
    closeDescriptor(opened.fd);
  }
  throw unavailable(new Error("file: it changed between its description and its content"));
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

// Without O_NONBLOCK, opening a FIFO would wait for its writer, in one of the four threads that serve all
// files. Windows has neither of these flags.
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/** Is this file at its own path, so that no link was followed from the root to it? */
async function isOwnPath(
  fd: number,
  own: string,
  { root, name }: { readonly root: string; readonly name: string },
): Promise<boolean> {
  // O_NOFOLLOW checks the last name; if there is no other, nothing more has to be checked.
  if (NO_FOLLOW !== 0 && !name.includes("/")) return true;
  try {
    const path = pathOf(fd) ?? (await realpath(own));
    return path === own || path === join(await realpath(root), name);
  } catch {
    return false; // It has just been moved.
  }
}

/** Linux knows the path of an open descriptor; elsewhere the path has to be resolved again. */
function pathOf(fd: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}

/** With these codes the system says that there is no such file, or none that can be read. */
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
