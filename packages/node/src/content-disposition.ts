// It is installed under another name, because `content-disposition` has to stay the version that Koa is typed
// with.
import { create } from "content-disposition-2";

/**
 * Content-Disposition (RFC 6266): whether a browser shows the content or saves it, and under which
 * name. The value is ASCII; other names travel as `filename*` (RFC 8187) beside a fallback.
 *
 * @param type - "attachment" to save, "inline" to show.
 * @param filename - A name from anywhere. Only the last segment of a path is used, and control characters are
 * left out (section 4.3).
 * @returns The value of the field.
 * @throws RangeError for another type.
 * @example
 * ```ts
 * ok(pdf, { headers: { "content-disposition": contentDisposition("attachment", "報告.pdf") } });
 * // attachment; filename="??.pdf"; filename*=UTF-8''%E5%A0%B1%E5%91%8A.pdf
 * ```
 */
export function contentDisposition(type: "attachment" | "inline", filename?: string): string {
  if (type !== "attachment" && type !== "inline") {
    throw new RangeError(
      `content-disposition: want attachment or inline, got ${String(type)} (RFC 6266 section 4.2)`,
    );
  }
  const name = filename === undefined ? "" : safe(filename);
  if (name === "") return type;
  // Some clients decode what looks percent-encoded in `filename`, and some do not (appendix D).
  return create(name, { type, fallback: name.replace(/[^ -~]/g, "?").replaceAll("%", "_") });
}

/** A file name that cannot climb or break out: no directories, no controls, no lone surrogates. */
function safe(filename: string): string {
  const start = Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1;
  const name = filename
    .slice(start)
    .replace(/[\p{Cc}\p{Cs}]/gu, "")
    .trim();
  return /^\.+$/.test(name) ? "" : name;
}
