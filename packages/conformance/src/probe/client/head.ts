import { trimOws } from "@rightstatus/core/grammar";
import type { FieldLines } from "../../exchange.ts";

/** A status line and the field lines below it. */
export interface Head {
  readonly httpVersion: string;
  readonly status: number;
  readonly phrase: string;
  readonly headers: FieldLines;
  /** As received, one character per octet, with the empty line. */
  readonly raw: string;
}

/**
 * Reads a header section as tolerantly as possible: lines may end in LF alone, and there may be space where
 * none is allowed. The rules, which see `raw`, say what is wrong with it.
 *
 * @param raw - From the status line to the empty line, one character per octet.
 * @returns undefined if the first line is not a status line.
 */
export function readHead(raw: string): Head | undefined {
  const [first = "", ...rest] = linesOf(raw);
  const [, version, code, phrase = ""] =
    /^HTTP\/(\d(?:\.\d)?)[ \t]+(\d{3})(?: (.*))?$/s.exec(first) ?? [];
  if (version === undefined || code === undefined) return undefined;
  return { httpVersion: version, status: Number(code), phrase, headers: readFields(rest), raw };
}

/** The field lines of a trailer section, which has no line before them. */
export function readTrailers(raw: string): FieldLines {
  return readFields(linesOf(raw));
}

function readFields(lines: readonly string[]): FieldLines {
  const fields: [name: string, value: string][] = [];
  for (const line of lines) {
    const before = fields.at(-1);
    if (/^[ \t]/.test(line) && before !== undefined) {
      before[1] += before[1] === "" ? trimOws(line) : ` ${trimOws(line)}`; // RFC 9112 section 5.2.
    } else if (line !== "") {
      const colon = line.indexOf(":");
      const name = colon === -1 ? line : line.slice(0, colon);
      fields.push([trimOws(name), colon === -1 ? "" : trimOws(line.slice(colon + 1))]);
    }
  }
  return fields;
}

function linesOf(raw: string): readonly string[] {
  return raw.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}
