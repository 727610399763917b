import { refusal } from "../fields/codec.ts";
import { type Checker, checkers } from "../fields/codecs.ts";
import { contentRange } from "../fields/content-range.ts";
import { contentType } from "../fields/content-type.ts";
import { requestOnly } from "../fields/names.ts";
import { isFieldValue, isToken } from "../grammar/token.ts";
import type { StatusRow } from "../status/registry.ts";
import type { BodyKind } from "./body.ts";

/** What a raw field is checked against: the status of the reply, and the kind of its body. */
export interface Setting {
  readonly row: StatusRow;
  readonly kind: BodyKind;
}

/** Fields that only the writer can set truthfully, because it frames the message. */
const framing: ReadonlyMap<string, string> = new Map([
  ["transfer-encoding", "RFC 9112 section 6.1"],
  ["keep-alive", "RFC 9110 section 7.6.1"],
  ["proxy-connection", "RFC 9110 section 7.6.1"],
  ["trailer", "RFC 9110 section 6.6.2"],
]);

/** Fields that may have several lines in a reply. */
export const severalLines = [
  "www-authenticate",
  "proxy-authenticate",
  "link",
  "set-cookie",
] as const;

/** Fields that have a meaning with these statuses only. */
const meaningful: ReadonlyMap<string, { statuses: readonly number[]; section: string }> = new Map([
  ["content-range", { statuses: [206, 416], section: "RFC 9110 section 14.4" }],
  ["early-data", { statuses: [], section: "RFC 8470 section 5.1" }],
]);

/**
 * Checks a field that a programmer wrote by name and value: against the grammar of field names and values, the
 * grammar of that field, and what the status allows.
 *
 * @returns The name in lower case, and the value to send.
 * @throws RangeError for a value that is not in the grammar, TypeError for a field that may not be there.
 */
export function rawField(
  setting: Setting,
  rawName: string,
  rawValue: string,
): readonly [string, string] {
  const name = rawName.toLowerCase();
  if (Array.isArray(rawValue)) {
    throw new TypeError(`${name}: want one line, got a list (RFC 9110 section 5.5)`);
  }
  checkFieldLine(name, rawValue);
  refuseMisplaced(setting, name);
  if (name === "content-type") return [name, mediaType(setting.kind, rawValue)];
  const codec = checkers.get(name);
  if (codec !== undefined && !isLegal(codec, rawValue)) {
    throw refusal({ name, section: codec.section }, "the grammar of this field", rawValue);
  }
  // A 206 says which part it holds, a 416 only how much there is.
  if (name === "content-range" && rawValue.includes("*/") !== (setting.row.code === 416)) {
    throw refusal(contentRange, `the form that a ${setting.row.code} has`, rawValue);
  }
  return [name, rawValue];
}

function isLegal(codec: Checker, value: string): boolean {
  return codec.parse(value) !== undefined && codec.isSendable?.(value) !== false;
}

/** As `rawField`, for a field with several lines. */
export function rawLines(
  setting: Setting,
  rawName: string,
  lines: readonly string[],
): readonly [string, readonly string[]] {
  const name = rawName.toLowerCase();
  checkFieldLine(name, lines);
  const values = lines.map((line) => rawField(setting, name, line)[1]);
  if (severalLines.some((each) => each === name)) return [name, values];
  throw new TypeError(`${name}: want one line, got a list (RFC 9110 section 5.3)`);
}

/**
 * Checks a field of any name: the name is a token, the value is printable ASCII, and it does not frame the
 * message.
 *
 * @throws RangeError if not, TypeError for framing or for a value that is not text.
 */
export function checkFieldLine(name: string, value: string | readonly string[]): void {
  if (!isToken(name)) {
    throw new RangeError(`header name ${JSON.stringify(name)} is no token (RFC 9110 section 5.1)`);
  }
  const section = framing.get(name);
  if (section !== undefined) throw new TypeError(`${name}: framing is the writer's (${section})`);
  if (Array.isArray(value)) for (const line of value) checkLine(name, line);
  else checkLine(name, value);
}

function checkLine(name: string, line: unknown): void {
  if (typeof line !== "string") {
    throw new TypeError(`${name}: want a string, got ${typeof line} (RFC 9110 section 5.5)`);
  }
  if (isFieldValue(line)) return;
  const field = { name, section: "RFC 9110 section 5.5" };
  throw refusal(field, "printable ASCII without space at its ends", line);
}

function refuseMisplaced({ row, kind }: Setting, name: string): void {
  if (row.forbidden.includes(name)) {
    throw new TypeError(`${name}: not allowed with ${row.code} ${row.phrase} (${row.section})`);
  }
  if (requestOnly.includes(name)) {
    throw new TypeError(`${name}: clients alone send it (RFC 9110 section 2.2)`);
  }
  const only = meaningful.get(name);
  if (only !== undefined && !only.statuses.includes(row.code)) {
    throw new TypeError(`${name}: has no meaning with ${row.code} (${only.section})`);
  }
  if (name === "content-length" && kind !== "stream") {
    throw new TypeError("content-length: is counted from the body (RFC 9110 section 8.6)");
  }
  if (name === "content-encoding" && kind !== "stream" && kind !== "bytes") {
    throw new TypeError("content-encoding: want the encoded bytes as body (RFC 9110 section 8.4)");
  }
}

/**
 * The Content-Type of a body whose type the programmer names. Text is sent as UTF-8, and text types say so;
 * objects are sent as JSON, so a type that is not JSON would be a lie.
 */
export function mediaType(kind: BodyKind, type: string): string {
  const isValue = typeof type === "string" && isFieldValue(type);
  const media = isValue ? contentType.parse(type) : undefined;
  if (media === undefined) throw refusal(contentType, "a media type", type);
  if (kind === "none")
    throw new TypeError(`content-type: no content to describe (${contentType.section})`);
  if (kind === "json" && !media.type.endsWith("/json") && !media.type.endsWith("+json")) {
    throw refusal(contentType, "a JSON type for an object (pass text or bytes for others)", type);
  }
  if (kind !== "text") return type;
  const { charset } = media.parameters;
  if (charset === undefined)
    return media.type.startsWith("text/") ? `${type}; charset=utf-8` : type;
  if (charset.toLowerCase() === "utf-8") return type;
  throw refusal(
    contentType,
    "charset=utf-8, for text goes out as UTF-8 (pass bytes for others)",
    type,
  );
}
