import type { FieldCodec } from "../fields/codec.ts";
import { ifModifiedSince, ifUnmodifiedSince } from "../fields/dates.ts";
import type { ETag } from "../fields/etag.ts";
import { ifMatch, ifNoneMatch, ifRange } from "../fields/if-match.ts";
import { type RangeRequest, range } from "../fields/range.ts";
import { field, fieldLines, methodOf, type Req } from "./request.ts";

/** A field that is there, but not in its grammar. Each field decides what that means. */
export type Malformed = "malformed";

/** The preconditions of a request (RFC 9110 section 13.1), and the range that it asks for. */
export interface Conditions {
  readonly method: string;
  readonly ifMatch?: "*" | readonly ETag[] | Malformed;
  readonly ifUnmodifiedSince?: Date | Malformed;
  readonly ifNoneMatch?: "*" | readonly ETag[] | Malformed;
  readonly ifModifiedSince?: Date | Malformed;
  readonly range?: RangeRequest | Malformed;
  /** Only read beside Range: without it a server MUST ignore If-Range (section 13.1.5). */
  readonly ifRange?: ETag | Date | Malformed;
}

/**
 * Reads the five precondition fields of RFC 9110 section 13.1, and Range. This runs for every GET, so an absent
 * field costs one look-up.
 *
 * @param req - The request.
 * @returns The conditions; a field that is absent is absent here too.
 * @example
 * ```ts
 * readConditions({ method: "PUT", headers: { "if-match": "a" } }); // { method: "PUT", ifMatch: "malformed" }
 * ```
 */
export function readConditions(req: Req): Conditions {
  const read: { -readonly [K in keyof Conditions]: Conditions[K] } = { method: methodOf(req) };

  const match = said(req, ifMatch);
  if (match !== undefined) read.ifMatch = match;

  const unmodifiedSince = saidOnce(req, ifUnmodifiedSince);
  if (unmodifiedSince !== undefined) read.ifUnmodifiedSince = unmodifiedSince;

  const noneMatch = said(req, ifNoneMatch);
  if (noneMatch !== undefined) read.ifNoneMatch = noneMatch;

  const modifiedSince = saidOnce(req, ifModifiedSince);
  if (modifiedSince !== undefined) read.ifModifiedSince = modifiedSince;

  const ranges = said(req, range);
  if (ranges === undefined) return read;
  read.range = ranges;

  const ranged = said(req, ifRange);
  if (ranged !== undefined) read.ifRange = ranged;
  return read;
}

function said<Value>(req: Req, codec: FieldCodec<Value>): Value | Malformed | undefined {
  const line = field(req, codec.name);
  return line === undefined ? undefined : (codec.parse(line) ?? "malformed");
}

// A list of dates is no date (RFC 9110 sections 13.1.3 and 13.1.4), and only the raw lines show one.
function saidOnce<Value>(req: Req, codec: FieldCodec<Value>): Value | Malformed | undefined {
  const [line, another] = fieldLines(req, codec.name);
  if (line === undefined) return undefined;
  return another === undefined ? (codec.parse(line) ?? "malformed") : "malformed";
}
