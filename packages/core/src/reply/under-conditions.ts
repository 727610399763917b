import { lastModified } from "../fields/dates.ts";
import { etagField } from "../fields/etag.ts";
import { vary } from "../fields/vary.ts";
import { type Conditions, readConditions } from "../request/conditions.ts";
import { field, type Req } from "../request/request.ts";
import { contentRangeOf } from "../semantics/multipart.ts";
import { notModifiedFields } from "../semantics/not-modified.ts";
import { evaluate, type State } from "../semantics/preconditions.ts";
import { type ByteRange, rangesFor } from "../semantics/ranges.ts";
import { rangeNotSatisfiable } from "./allowed.ts";
import { byteranges } from "./byteranges.ts";
import { knownTag } from "./known-tag.ts";
import type { Options } from "./options.ts";
import { type AnyReply, type FieldMap, reply } from "./reply.ts";
import { bytesOf } from "./resource.ts";
import { stale } from "./stale.ts";
import { isWatched, noteState } from "./watched.ts";

/**
 * What a 200 becomes under the conditions of a read. Every 200 passes the decision of RFC 9110 section 13.2.2
 * on its way out, whether it came from `serve` or not.
 *
 * @param req - A GET, HEAD or QUERY request.
 * @param headers - The fields of the 200; without a validator there are no ranges.
 * @param content - Its content, if that is in memory: then there can be ranges.
 * @returns The reply to send instead; `undefined` if the 200 is sent as it is.
 * @example
 * ```ts
 * underConditions(req, { etag: '"v1"' }, undefined)?.status; // 304 if the client has "v1"
 * ```
 */
export function underConditions(
  req: Req,
  headers: FieldMap,
  content: Uint8Array | string | undefined,
): AnyReply | undefined {
  // Most requests are not conditional, and then no validator has to be parsed.
  if (!asks(req, conditional) && !isWatched(req)) return undefined;
  const state = stateIn(headers);
  const hasValidator = state.etag !== undefined || state.lastModified !== undefined;
  if (!hasValidator && !asks(req, ofExistence)) return undefined;
  noteState(req, state);
  const request = readConditions(req);
  switch (evaluate(request, state)) {
    case "not-modified":
      return reply(304, undefined, undefined, {
        ...notModifiedFields(headers),
        ...knownTag(req, request, state),
      });
    case "precondition-failed":
      return stale(request, state, varied(headers));
    case "proceed":
      if (content === undefined || request.range === undefined || !hasValidator) return undefined;
      return partial(request, state, headers, bytesOf(content));
  }
}

/** These can be decided even without a validator (sections 13.1.1 and 13.1.2). */
const ofExistence = ["if-none-match", "if-match"] as const;
const conditional = [...ofExistence, "if-modified-since", "range", "if-unmodified-since"] as const;

function asks(req: Req, names: typeof conditional | typeof ofExistence): boolean {
  return names.some((name) => field(req, name) !== undefined);
}

/** The state that a header section describes. */
function stateIn({ etag, "last-modified": modified }: FieldMap): State {
  const tag = typeof etag === "string" ? etagField.parse(etag) : undefined;
  const date = typeof modified === "string" ? lastModified.parse(modified) : undefined;
  return { exists: true, ...(tag && { etag: tag }), ...(date && { lastModified: date }) };
}

/** The error that replaces a 200 depends on the same fields (RFC 9110 section 12.5.5). */
function varied({ vary: line }: FieldMap): Options {
  const names = typeof line === "string" ? vary.parse(line) : undefined;
  return names === undefined ? {} : { vary: names };
}

function partial(
  request: Conditions,
  state: State,
  headers: FieldMap,
  bytes: Uint8Array,
): AnyReply | undefined {
  const selection = rangesFor(request, state, bytes.byteLength, Date.now());
  if (selection.kind === "whole") return undefined;
  if (selection.kind === "unsatisfiable") {
    return rangeNotSatisfiable(selection.length, undefined, varied(headers));
  }
  const length = bytes.byteLength;
  const [{ start, end }] = selection.ranges;
  const repeated = request.ifRange === undefined ? ofPart(headers) : required(headers);
  if (selection.multipart) return parts(repeated, bytes, selection.ranges);
  return reply(206, bytes.subarray(start, end), undefined, {
    ...repeated,
    "accept-ranges": "bytes",
    "content-range": contentRangeOf({ start, end }, length),
  });
}

/** All of the 200 but digests of its content, of which a part is sent (RFC 9530 section 2). */
function ofPart(headers: FieldMap): FieldMap {
  const { "content-digest": _, "content-md5": __, ...others } = headers;
  return others;
}

/**
 * A client that sends If-Range has the fields of the whole: it gets those that a 206 MUST repeat (RFC 9110
 * section 15.3.7), which a 304 must as well, and the type, which belongs to the content.
 */
function required(headers: FieldMap): FieldMap {
  const { "content-type": type } = headers;
  return { ...notModifiedFields(headers), ...(type !== undefined && { "content-type": type }) };
}

function parts(headers: FieldMap, bytes: Uint8Array, ranges: readonly ByteRange[]): AnyReply {
  const source = {
    length: bytes.byteLength,
    slice: (start: number, end: number) => bytes.subarray(start, end),
  };
  const { "content-type": type } = headers;
  const whole = byteranges(source, ranges, typeof type === "string" ? type : undefined);
  return reply(206, whole.body, undefined, {
    ...headers,
    "accept-ranges": "bytes",
    "content-type": whole.contentType,
    "content-length": String(whole.contentLength),
  });
}
