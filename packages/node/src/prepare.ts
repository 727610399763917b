import type { IncomingMessage } from "node:http";
import { type AnyReply, badRequest, etagOf } from "@rightstatus/core";
import { isUntypedQuery, kindOf } from "@rightstatus/core/semantics";
import { openProblem, underConditions, watch } from "@rightstatus/core/writer";
import type { SendOptions } from "./options.ts";
import { discard, type Payload, payloadOf } from "./payload.ts";
import { problemText } from "./problem.ts";
import { isTraced, serverTiming } from "./trace.ts";

/**
 * Header fields while the writer works on them. Nothing is inherited, as with `Object.create(null)`; but V8
 * turns that into a hash table, and this is filled and read in a quarter of the time.
 */
export class Fields {
  [name: string]: string | string[];
}
Object.setPrototypeOf(Fields.prototype, null);
Reflect.deleteProperty(Fields.prototype, "constructor");

/** A reply for which everything that depends on the request is decided, and nothing is sent yet. */
export interface Prepared {
  readonly status: number;
  readonly fields: Fields;
  readonly payload: Payload;
}

/**
 * Serialises a reply and completes its header section, before the first byte is sent. The 200 of a
 * read becomes what the conditions of the request make of it.
 *
 * @throws What the body throws while it is serialised.
 */
export function prepare(req: IncomingMessage, reply: AnyReply, options: SendOptions): Prepared {
  if (!isTraced(options)) return conditioned(req, reply, options);
  watch(req);
  const prepared = conditioned(req, reply, options);
  const timing = serverTiming(req, prepared.status);
  if (timing !== undefined) prepared.fields["server-timing"] = timing;
  return prepared;
}

function conditioned(req: IncomingMessage, reply: AnyReply, options: SendOptions): Prepared {
  const { status } = reply;
  // A redirection or an error of the handler says more about what is wrong.
  if ((status < 300 || status === 304) && isUntypedQuery(req)) {
    discard(reply);
    return conditioned(req, badRequest("The Content-Type of a QUERY says what it asks."), options);
  }
  const fields = new Fields();
  for (const name in reply.headers) {
    const value = reply.headers[name];
    if (value !== undefined) fields[name] = typeof value === "string" ? value : [...value];
  }
  // It would be of the content of a GET, and is of that of its own message (RFC 9530 section 2).
  if (req.method === "HEAD" && fields["content-digest"] !== undefined)
    delete fields["content-digest"];
  const problem = openProblem(reply);
  const body = problem === undefined ? reply.body : problemText(req, problem, fields, options);
  // An error often repeats what the client sent, so no browser may guess another type.
  if (status >= 400) fields["x-content-type-options"] = "nosniff";
  const payload = payloadOf(body, lineOf(fields["content-length"]));
  if (!isRepresentation(req, status)) return { status, fields, payload };

  const content = payload.kind === "content" ? payload.content : undefined;
  if (content !== undefined && options.etag !== "off") fields.etag ??= etagOf(content);
  const instead = underConditions(req, fields, content);
  if (instead !== undefined && payload.kind === "stream") payload.source.cancel();
  return instead === undefined ? { status, fields, payload } : conditioned(req, instead, options);
}

/** Is the content of this response the target itself, so that its validators are those of the content? */
export function isRepresentation(req: IncomingMessage, status: number): boolean {
  return status === 200 && kindOf(req.method ?? "") === "read";
}

function lineOf(value: Fields[string] | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
