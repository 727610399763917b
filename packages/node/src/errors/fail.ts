import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyReply, internalServerError, isReply, type Req } from "@rightstatus/core";
import type { SendOptions } from "../options.ts";
import { contain, report } from "../report.ts";
import { transmit } from "../send.ts";
import { breakOff, isAnswered, isGone } from "../state.ts";
import { Facts, isLateError } from "./facts.ts";
import { knownReply } from "./known.ts";
import { type Handled, trustedReply } from "./trusted.ts";

/** Which errors from elsewhere may show more than a 500. */
export interface FallbackOptions {
  /**
   * May this error from elsewhere show its status? Default: no; in Express and Koa, `isHttpError` of
   * http-errors. Errors of well-known middleware are handled before, by a table.
   */
  readonly trust?: (error: unknown) => boolean;
  /**
   * Look up which methods the routes on a path handle, and answer other methods with 405 and Allow, and
   * OPTIONS with 204? Default: yes. If the methods are not known for sure, it is a 404.
   */
  readonly allowFallback?: boolean;
  /**
   * Returns the reply for an error of your own; asked first. If it throws, that is reported, and the reply
   * is a 500.
   */
  readonly map?: (error: unknown, req: Req) => AnyReply | undefined;
}

/** What an adapter adds to these options. */
interface Routed {
  /** The methods of the routes, for a 405 that was thrown without Allow (RFC 9110 section 15.5.6). */
  readonly handled?: Handled;
}

/**
 * Answers a request whose handler threw. A thrown reply is sent as it is, a trusted error keeps its status,
 * and anything else becomes a 500 that says nothing (RFC 9110 section 15.6.1). If the head has been sent
 * already, the connection is broken off, so that the client cannot take the part for the whole.
 *
 * @param req - The request.
 * @param res - Its response.
 * @param error - Whatever was thrown, of any kind.
 * @param options - How replies are sent, and which errors may show more than a 500.
 * @returns Resolves as `send` does. Never throws and never rejects.
 * @example
 * ```ts
 * handler(req, res).catch((error) => fail(req, res, error, { trust: isHttpError }));
 * ```
 */
export function fail(
  req: IncomingMessage,
  res: ServerResponse,
  error: unknown,
  options: SendOptions & FallbackOptions & Routed = {},
): Promise<void> {
  const facts = new Facts(error);
  if (isGone(res)) {
    if (!isAbort(facts)) report(error, req, options);
  } else if (isLateError(error) && isAnswered(res)) {
    report(error, req, options); // The first response stands.
  } else if (res.headersSent) {
    report(error, req, options);
    if (!res.writableEnded) breakOff(res);
  } else {
    const reply = replyTo(req, res, error, facts, options);
    if (reply !== undefined) return transmit(req, res, reply, options, error);
    breakOff(res);
  }
  return Promise.resolve();
}

/** `undefined` if the client has gone, even if its socket does not know yet. */
function replyTo(
  req: IncomingMessage,
  res: ServerResponse,
  error: unknown,
  facts: Facts,
  options: SendOptions & FallbackOptions & Routed,
): AnyReply | undefined {
  if (isReply(error)) return error;
  try {
    const mapped = options.map?.(error, req);
    if (isReply(mapped)) return mapped;
    contain(mapped);
    const known = knownReply(facts, req, res);
    if (known !== undefined) return known.reply;
  } catch (failure) {
    report(failure, req, options);
    return internalServerError();
  }
  if (!trusts(error, options)) return internalServerError();
  return trustedReply(facts, req, res, options.handled) ?? internalServerError();
}

function trusts(error: unknown, { trust }: FallbackOptions): boolean {
  try {
    const trusted: unknown = trust?.(error);
    contain(trusted);
    return trusted === true;
  } catch {
    return false; // It looked at the error, and that threw.
  }
}

/** Is this an error that only shows that the client has gone, or a reply of `upstream()` to such an error? */
function isAbort(error: Facts): boolean {
  const cause = new Facts(error.value("cause"));
  return [error, cause].some((facts) =>
    ["name", "code", "type"].some((property) => aborts.has(facts.text(property))),
  );
}

const aborts: ReadonlySet<string | undefined> = new Set([
  "AbortError",
  "CanceledError", // of axios
  "ECONNABORTED",
  "ECONNRESET",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "request.aborted",
]);
