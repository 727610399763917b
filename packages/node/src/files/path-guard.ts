/** May names that begin with a dot be read? */
export type Dotfiles = "deny" | "allow";

/**
 * A path below a root in its normal form. On every system, all paths are refused that any system reads in
 * another way than they look: dot segments, empty names, backslashes, control characters, drives and
 * alternate streams, names that Windows trims, devices. A path that passes does not leave its directory, and
 * two that pass name the same file only if they are equal.
 *
 * @param path - Decoded, with "/" between its names; one "/" may stand before them.
 * @param dotfiles - "deny" refuses names that begin with a dot.
 * @returns The names with "/" between them; undefined if the path is refused.
 * @example
 * ```ts
 * guardPath("/css/page.css", "deny"); // "css/page.css"
 * guardPath("/css/../../page.css", "deny"); // undefined
 * ```
 */
export function guardPath(path: string, dotfiles: Dotfiles): string | undefined {
  const names = (path.startsWith("/") ? path.slice(1) : path).split("/");
  return names.every((name) => isPlain(name, dotfiles)) ? names.join("/") : undefined;
}

/**
 * Decodes the path of a request target once. An encoded separator is refused: decoded, it would name a file
 * in a directory that the guards of the routes have not seen (RFC 3986 section 2.2).
 *
 * @param path - The path as in the target, without query.
 * @returns undefined if it is refused, or is not percent-encoded UTF-8.
 * @example
 * ```ts
 * decodePath("/caf%C3%A9"); // "/café"
 * decodePath("/admin%2Fkey"); // undefined
 * ```
 */
export function decodePath(path: string): string | undefined {
  if (/%2f|%5c/i.test(path)) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** ":" stands after a drive and before an alternate stream. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const MISLEADING = /[\x00-\x1f\x7f\\:]/;

/** What Windows opens as a device, in any directory and with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[\d¹²³]) *(?:\.|$)/i;

function isPlain(name: string, dotfiles: Dotfiles): boolean {
  // Windows trims dots and spaces at the end; "." and ".." end in a dot too.
  if (name === "" || name.endsWith(".") || name.endsWith(" ")) return false;
  if (name.startsWith(".") && dotfiles === "deny") return false;
  return !MISLEADING.test(name) && !DEVICE.test(name);
}
