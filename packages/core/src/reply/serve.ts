import { type Conditions, readConditions } from "../request/conditions.ts";
import type { Req } from "../request/request.ts";
import { contentRangeOf } from "../semantics/multipart.ts";
import { notModifiedFields } from "../semantics/not-modified.ts";
import { evaluate } from "../semantics/preconditions.ts";
import { type ByteRange, rangesFor } from "../semantics/ranges.ts";
import { rangeNotSatisfiable } from "./allowed.ts";
import { bodyKind } from "./body.ts";
import { byteranges, partOf } from "./byteranges.ts";
import type { ErrorReply } from "./error-reply.ts";
import { headerSection } from "./header-section.ts";
import { knownTag } from "./known-tag.ts";
import type { Options } from "./options.ts";
import { notFound } from "./problems.ts";
import { type AnyReply, type Reply, reply } from "./reply.ts";
import {
  canSlice,
  lengthField,
  load,
  optionsOf,
  type Resource,
  type Sliceable,
  sliceableOf,
  typeOf,
} from "./resource.ts";
import { checkState, stale } from "./stale.ts";
import { noteState } from "./watched.ts";

/**
 * Parts of a representation. One goes out with its Content-Range; several go out as
 * multipart/byteranges, where each part has its own and the message none (RFC 9110 section 15.3.7.2).
 */
export type PartialContent =
  | Reply<206, "content-range", unknown>
  | Reply<206, "content-type" | "content-length", AsyncIterable<Uint8Array>>;

/** The replies that a read can get. */
export type Served<B> =
  | Reply<200, never, B>
  | PartialContent
  | Reply<304, never, never>
  | ErrorReply<404>
  | ErrorReply<412>
  | ErrorReply<416, "content-range">;

/**
 * Answers a read: decides preconditions in the order of RFC 9110 section 13.2.2, then Range with If-Range
 * (section 14.2), then opens the body. A 304 is a filter over the 200 that it replaces.
 *
 * @param req - The request.
 * @param resource - The selected representation. If its body is a function, it is called only to send the
 *   whole, and not for HEAD; `slice` is called for the parts that are sent.
 * @returns A 200, or what the request turns it into: 206, 304, 412 or 416; 404 if it does not exist.
 * @throws (as a rejection) TypeError if the resource does not say whether it exists; TypeError or RangeError
 *   for a body, validator, type or length that no reply can have; whatever `body` and `slice` throw.
 * @example
 * ```ts
 * return serve(req, { exists: true, etag: etag(doc.rev), type: "text/plain", body: () => store.read(doc) });
 * ```
 */
export function serve<B>(req: Req, resource: Resource<B>): Promise<Served<B>>;
export async function serve(req: Req, resource: Resource<unknown>): Promise<AnyReply> {
  checkState(resource, "serve");
  noteState(req, resource);
  const varied: Options = resource.vary === undefined ? {} : { vary: resource.vary };
  if (!resource.exists) return notFound(undefined, varied);

  const request = readConditions(req);
  const verdict = evaluate(request, resource);
  if (verdict === "not-modified") return notModified(req, request, resource);
  if (verdict === "precondition-failed") return stale(request, resource, varied);

  const source = request.range === undefined ? undefined : sliceableOf(resource);
  const selection = rangesFor(request, resource, source?.length, Date.now());
  if (source === undefined || selection.kind === "whole") return whole(request, resource);
  if (selection.kind === "unsatisfiable") {
    return rangeNotSatisfiable(selection.length, undefined, {
      ...varied,
      headers: { "accept-ranges": BYTES },
    });
  }
  const [first] = selection.ranges;
  return selection.multipart
    ? parts(request, resource, source, selection.ranges)
    : part(request, resource, source, first);
}

/** Accept-Ranges, on every reply with a representation that has ranges (RFC 9110 section 14.3). */
const BYTES = "bytes";

async function whole({ method }: Conditions, resource: Resource<unknown>): Promise<AnyReply> {
  const acceptRanges = canSlice(resource) ? BYTES : undefined;
  if (method === "HEAD" && typeof resource.body === "function") {
    return reply(200, undefined, optionsOf(resource), {
      "accept-ranges": acceptRanges,
      "content-type": typeOf(resource),
      "content-length": lengthField("stream", resource.length),
    });
  }
  const body = await load(resource);
  return reply(200, body, optionsOf(resource, typeOf(resource)), {
    "accept-ranges": acceptRanges,
    "content-length": lengthField(bodyKind(body), resource.length),
  });
}

function notModified(req: Req, request: Conditions, resource: Resource<unknown>): AnyReply {
  const of200 = headerSection(200, { kind: "none" }, optionsOf(resource));
  return reply(304, undefined, undefined, {
    ...notModifiedFields(of200),
    ...knownTag(req, request, resource),
  });
}

async function part(
  request: Conditions,
  resource: Resource<unknown>,
  source: Sliceable,
  range: ByteRange,
): Promise<AnyReply> {
  const body = await partOf(source, range);
  return reply(206, body, partOptions(request, resource, typeOf(resource)), {
    "accept-ranges": BYTES,
    "content-range": contentRangeOf(range, source.length),
    "content-length": lengthField(bodyKind(body), range.end - range.start),
  });
}

function parts(
  request: Conditions,
  resource: Resource<unknown>,
  source: Sliceable,
  ranges: readonly ByteRange[],
): AnyReply {
  const { contentType, contentLength, body } = byteranges(source, ranges, typeOf(resource));
  return reply(206, body, partOptions(request, resource), {
    "accept-ranges": BYTES,
    "content-type": contentType,
    "content-length": String(contentLength),
  });
}

// A client that sends If-Range has the fields of the whole: only what a 206 MUST repeat is sent again
// (RFC 9110 section 15.3.7), and the type, which belongs to the content.
function partOptions({ ifRange }: Conditions, resource: Resource<unknown>, type?: string): Options {
  const options = optionsOf(resource, type);
  if (ifRange === undefined || options.etag === undefined) return options;
  const { lastModified: _, ...repeated } = options;
  return repeated;
}
