import { tokenEnd } from "@rightstatus/core/grammar";
import type { View } from "../view.ts";
import { reading } from "./reading.ts";

/** One Set-Cookie line (RFC 6265 section 5.2). */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** The attributes in their order, with names in lower case; the value is empty if there is none. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

/** The cookies that the response sets. */
export const cookiesOf: (view: View) => readonly Cookie[] = reading(({ response }) =>
  response.lines("set-cookie").map(cookieOf),
);

function cookieOf(line: string): Cookie {
  const [pair = "", ...attributes] = line.split(";");
  const equals = pair.indexOf("=");
  return {
    name: pair.slice(0, Math.max(equals, 0)).trim(),
    value: pair.slice(equals + 1).trim(),
    attributes: attributes.map((text): [string, string] => {
      const equals = text.indexOf("=");
      const end = equals < 0 ? text.length : equals;
      return [text.slice(0, end).trim().toLowerCase(), text.slice(end + 1).trim()];
    }),
  };
}

/** Attributes whose values never contain a comma, so that a comma begins another cookie. */
const commaless: ReadonlySet<string> = new Set(["domain", "max-age", "samesite"]);

/**
 * Does another cookie follow after a comma? A comma in a value or a path may belong there, so it counts only
 * in an attribute that never contains one, or between two paths.
 */
export function isCombined({ attributes }: Cookie): boolean {
  const lastPath = attributes.findLastIndex(([name]) => name === "path");
  return attributes.some(([name, value], at) => {
    if (/^(?:httponly|partitioned|secure)[ \t]*,/.test(name)) return true;
    const rest = value.slice(name === "expires" ? value.indexOf(",") + 1 : 0);
    const comma = rest.indexOf(",");
    if (comma < 0 || !beginsCookie(rest.slice(comma + 1).trimStart())) return false;
    if (commaless.has(name) || name === "expires") return true;
    return name === "path" && at < lastPath;
  });
}

function beginsCookie(text: string): boolean {
  const end = tokenEnd(text, 0);
  return end > 0 && text[end] === "=";
}
