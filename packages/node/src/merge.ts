import type { ServerResponse } from "node:http";
import type { FieldMap } from "@rightstatus/core";
import { connectionSpecific, mergeVaryLines } from "@rightstatus/core/fields";
import { isRepresentationMetadata } from "@rightstatus/core/semantics";
import { checkFieldLine } from "@rightstatus/core/writer";
import type { Prepared } from "./prepare.ts";
import { isHttp2 } from "./state.ts";

/** Fields that frame or encode the content: they are stale once the content is ours. */
const framing: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-range",
  "trailer",
  "transfer-encoding",
]);

/** Octets of a field line besides its name and value. */
const AROUND = ": \r\n".length;

/** Octets. Clients do not read much longer header sections: Node's own gives up at 16 KiB. */
const LARGEST = 16_384;

/**
 * Removes fields that other middleware set on the response and this reply must not inherit. On success all
 * but the framing stays; an error keeps what concerns the client, the connection or a policy (CORS, Vary,
 * cookies, challenges, rate limits) and loses what described the content that it replaces.
 */
export function dropStale(res: ServerResponse, { status, payload }: Prepared): void {
  const chunks = payload.kind === "stream" && payload.source.length === undefined;
  for (const name of res.getHeaderNames()) {
    const describes = isRepresentationMetadata(name) || name === "location";
    // Once it is removed, Node would end the content by closing the connection.
    if (name === "transfer-encoding" && chunks && res.useChunkedEncodingByDefault)
      res.setHeader(name, "chunked");
    else if (framing.has(name) || (status >= 400 && describes)) res.removeHeader(name);
    else if (payload.kind === "empty" && name === "content-type") res.removeHeader(name);
  }
}

/** Fields for which both their value and ours are sent. */
const cumulative: ReadonlySet<string> = new Set(["server-timing", "set-cookie", "vary"]);

/**
 * Sets our fields next to theirs: ours win, but some add up. node:http2 warns of fields that it must not
 * send.
 */
export function setFields(res: ServerResponse, fields: FieldMap): void {
  checkFields(fields);
  const omitted = isHttp2(res.req) ? connectionSpecific : [];
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined || omitted.includes(name)) continue;
    res.setHeader(name, added(res, name, value));
  }
}

/**
 * Checks the fields again before the first one is set, because a reply may have been changed since a helper
 * made it.
 *
 * @returns Names and values alternately, which node:http writes faster than a record.
 * @throws As `checkFieldLine` does; RangeError for more than clients read.
 */
export function checkFields(fields: FieldMap): (string | string[])[] {
  const list: (string | string[])[] = [];
  let size = 0;
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    checkFieldLine(name, value);
    if (typeof value === "string") size += name.length + value.length + AROUND;
    else for (const line of value) size += name.length + line.length + AROUND;
    list.push(name, typeof value === "string" ? value : [...value]);
  }
  if (size <= LARGEST) return list;
  throw new RangeError(
    `header section: ${size} octets, where clients read ${LARGEST} (RFC 9110 section 5.4)`,
  );
}

function added(res: ServerResponse, name: string, value: FieldMap[string]): string | string[] {
  const before = cumulative.has(name) ? res.getHeader(name) : undefined;
  if (before === undefined) return typeof value === "string" ? value : [...value];
  if (name === "vary") return mergeVaryLines(String(before), String(value));
  return [before, value].flat().map(String);
}
