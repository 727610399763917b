import { contentLanguage } from "../fields/content-language.ts";
import { lastModified } from "../fields/dates.ts";
import { etagField } from "../fields/etag.ts";
import { formatLink, link } from "../fields/link.ts";
import { checkList } from "../fields/list-field.ts";
import { contentLocation } from "../fields/location.ts";
import { connection } from "../fields/upgrade.ts";
import { mergeVaryLines, vary } from "../fields/vary.ts";
import { isDate } from "../grammar/http-date.ts";
import { status as rowOf, type StatusRow } from "../status/registry.ts";
import { bodyKind, type Content } from "./body.ts";
import { checkOptions, type Options } from "./options.ts";
import { mediaType, rawField, type Setting } from "./raw-field.ts";
import type { AnyReply, Carried } from "./reply.ts";

type Line = string | readonly string[];
/** Header fields while a reply is being made. */
export type Fields = Record<string, Line>;
/** The fields that a helper sets itself; `undefined` if an optional argument was left out. */
export type Own<F extends string> = { readonly [K in NoInfer<F>]: Line } & {
  readonly [name: string]: Line | undefined;
};

/**
 * The header section of a reply: what describes its content, what its helper sets (`own`), and the options.
 * Nothing is set twice: an option for a field that the helper sets is a TypeError.
 */
export function headerSection<F extends string = never>(
  status: number,
  content: Content,
  options: Options | undefined,
  own?: Own<F>,
): Fields & Carried<F> {
  const setting: Setting = { row: row(status), kind: content.kind };
  refuseContent(setting);
  const section: Fields & Carried<F> = Object.create(null);
  const fields: Fields = section;
  if (content.type !== undefined) fields["content-type"] = content.type;
  for (const name in own) {
    const value = own[name];
    if (value !== undefined) fields[name] = value;
  }
  if (options !== undefined) applyOptions(fields, setting, options, own);
  return section;
}

/** The header section of `reply` with `extra` fields, which replace those of the same name; Vary is merged. */
export function extendedSection<F extends string>(
  reply: AnyReply,
  extra: Readonly<Record<string, string>>,
): Fields & Carried<F> {
  const setting: Setting = { row: row(reply.status), kind: bodyKind(reply.body) };
  const section: Fields & Carried<F> = Object.assign(Object.create(null), reply.headers);
  for (const [rawName, value] of entriesOf(extra)) setRaw(section, setting, rawName, value);
  nameUpgrade(section);
  return section;
}

/** The row of a status that a helper passes, so there is one. */
function row(status: number): StatusRow {
  const found = rowOf(status);
  if (found === undefined)
    throw new TypeError(`${status} is no registered status (RFC 9110 section 16.2)`);
  return found;
}

function refuseContent({ row: { code, content, phrase, section }, kind }: Setting): void {
  if (kind === "none" || (content !== "no" && content !== "empty")) return;
  throw new TypeError(`body: ${code} ${phrase} has no content (${section})`);
}

function applyOptions(
  fields: Fields,
  setting: Setting,
  options: Options,
  own: Readonly<Record<string, Line | undefined>> = {},
): void {
  checkOptions(options, setting.row);
  const { headers, type, language, etag, lastModified: at, cacheControl, links } = options;
  for (const [rawName, value] of headers === undefined ? [] : entriesOf(headers)) {
    const name = rawName.toLowerCase();
    if (Object.hasOwn(own, name) && own[name] !== undefined) {
      throw new TypeError(`${rawName}: ${setting.row.name}() sets it (${setting.row.section})`);
    }
    setRaw(fields, setting, rawName, value);
  }
  if (type !== undefined) fields["content-type"] = mediaType(setting.kind, type);
  if (language !== undefined) {
    if (setting.kind === "none")
      throw new TypeError("language: no content to describe (RFC 9110 section 8.5)");
    fields["content-language"] = contentLanguage.format([language]);
  }
  if (etag !== undefined) fields.etag = etagField.format(etag);
  if (at !== undefined) fields["last-modified"] = lastModified.format(notInFuture(at));
  if (cacheControl !== undefined) setRaw(fields, setting, "cache-control", cacheControl);
  if (options.vary !== undefined && options.vary.length !== 0) {
    setRaw(fields, setting, "vary", vary.format(options.vary));
  }
  if (options.contentLocation !== undefined) {
    fields["content-location"] = contentLocation.format(options.contentLocation);
  }
  if (links !== undefined) checkList(link, links);
  if (links?.length) fields.link = appended(fields.link, links.map(formatLink));
  nameUpgrade(fields);
}

/**
 * Whoever sends Upgrade lists it in Connection, so that no intermediary passes it on (RFC 9110 section 7.8).
 */
function nameUpgrade(fields: Fields): void {
  if (fields.upgrade === undefined) return;
  const options = connection.parse(String(fields.connection ?? "")) ?? [];
  if (!options.includes("upgrade")) fields.connection = [...options, "upgrade"].join(", ");
}

/** `Object.entries` would find nothing in a Map, and nonsense in a list of pairs. */
function entriesOf(headers: Readonly<Record<string, string>>): [name: string, value: string][] {
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    throw new TypeError("headers: want values by field name in an object (RFC 9110 section 5)");
  }
  return Object.entries(headers);
}

function setRaw(fields: Fields, setting: Setting, rawName: string, rawValue: string): void {
  const [name, value] = rawField(setting, rawName, rawValue);
  const before = fields[name];
  const merges = name === "vary" && typeof before === "string";
  // What the application varies by is added to what the helper varies by.
  fields[name] = merges ? mergeVaryLines(before, value) : value;
  const at = name === lastModified.name ? lastModified.parse(value) : undefined;
  if (at !== undefined) fields[name] = lastModified.format(notInFuture(at));
}

/** A Last-Modified later than the Date of the message MUST NOT be sent (RFC 9110 section 8.8.2.1). */
function notInFuture(at: Date): Date {
  const now = new Date();
  return isDate(at) && at > now ? now : at;
}

/** One line each; a list with a single line becomes the line itself. */
export function appended(before: Line | undefined, lines: readonly string[]): Line {
  const all =
    before === undefined ? lines : [...(typeof before === "string" ? [before] : before), ...lines];
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : all;
}
