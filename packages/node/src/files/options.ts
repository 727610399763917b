import { resolve } from "node:path";
import { noContent } from "@rightstatus/core";
import { checkOptionNames } from "../option-names.ts";
import { loadMediaTypes } from "./media-type.ts";
import type { Dotfiles } from "./path-guard.ts";

/** Which files may be read, and how they are described. */
export interface FileOptions {
  /** The directory that no path leaves, absolute or relative to the working directory. */
  readonly root: string;
  /** Files and directories whose name begins with a dot. Default "deny". */
  readonly dotfiles?: Dotfiles;
  /**
   * Symbolic links below the root. Default "deny": no path goes through one. "allow" follows them, even out
   * of the root: then whoever can create a link decides what is served.
   */
  readonly symlinks?: "deny" | "allow";
  /** The value of Cache-Control for the files (RFC 9111 section 5.2). Never guessed. */
  readonly cacheControl?: string;
  /**
   * What the strong ETag is made of (RFC 9110 section 8.8.3). Default "stat": the size, and the modification
   * time in nanoseconds. "content": the bytes, for files whose times mean nothing, as after reproducible
   * builds, or differ between servers.
   */
  readonly etag?: "stat" | "content";
}

/** The options with their defaults; `root` is absolute. */
export type FileSettings = Required<Omit<FileOptions, "cacheControl">> &
  Pick<FileOptions, "cacheControl">;

/**
 * Fills in the defaults.
 *
 * @throws TypeError without a root, since that must not mean the working directory, and for an option that
 * does not exist; RangeError for a value that an option cannot have.
 */
export function settle(o: FileOptions): FileSettings {
  if (typeof o !== "object" || o === null || typeof o.root !== "string" || o.root === "") {
    throw new TypeError("files: want a directory as `root`, for no path may leave it");
  }
  checkOptionNames(o, "files", names);
  const { dotfiles = "deny", symlinks = "deny", etag = "stat" } = o;
  check("dotfiles", dotfiles);
  check("symlinks", symlinks);
  check("etag", etag);
  if (o.cacheControl !== undefined) noContent({ cacheControl: o.cacheControl }); // Throws if it is malformed.
  loadMediaTypes().catch(() => {}); // So that no request waits for it; the first that needs it asks again.
  return { ...o, root: resolve(o.root), dotfiles, symlinks, etag };
}

const choices = {
  dotfiles: ["deny", "allow"],
  symlinks: ["deny", "allow"],
  etag: ["stat", "content"],
} as const;

const names: ReadonlySet<string> = new Set(["root", "cacheControl", ...Object.keys(choices)]);

function check(name: keyof typeof choices, value: string): void {
  const allowed: readonly string[] = choices[name];
  if (!allowed.includes(value)) {
    throw new RangeError(`files: want ${allowed.join(" or ")} as \`${name}\`, got ${value}`);
  }
}
