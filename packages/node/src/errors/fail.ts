import type { IncomingMessage, ServerResponse } from "node:http";
import { type AnyReply, internalServerError, isReply, type Req } from "@rightstatus/core";
import { contain, report, type SendOptions } from "../options.ts";
import { transmit } from "../send.ts";
import { breakOff, isAnswered, isGone } from "../state.ts";
import { Facts, isLateError } from "./facts.ts";
import { knownReply } from "./known.ts";
import { type Handled, trustedReply } from "./trusted.ts";

/** Which errors from elsewhere may show more than a 500. */
export interface FallbackOptions {
  /**
   * Errors from elsewhere whose status may be shown. The adapters' default is http-errors'
   * `isHttpError`. The errors of well-known middleware have a table of their own.
   */
  readonly trust?: (error: unknown) => boolean;
  /**
   * Look up which methods the routes on a path take, and answer 405 with Allow, or OPTIONS, for the
   * others? Default: yes. Where that cannot be told for sure, it is a 404.
   */
  readonly allowFallback?: boolean;
  /** A reply for an error of your own; asked first. What it throws is reported, and the error is a 500. */
  readonly map?: (error: unknown, req: Req) => AnyReply | undefined;
}

/** What an adapter says of the request beside that. */
interface Routed {
  /** For the Allow of a 405 that was thrown without one (RFC 9110 section 15.5.6). */
  readonly handled?: Handled;
}

/**
 * Answers a request whose handler threw: a thrown reply as it is, an error that may be trusted with
 * its status, anything else with a 500 that says nothing. After the head is out the connection is
 * broken off, so that the client cannot take the part for the whole.
 *
 * @param error - Whatever was thrown, of any kind.
 * @returns Resolves as `send` does. Never throws, never rejects.
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
    report(error, req, options); // The first answer stands.
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

/** `undefined`: the client has gone, even if its socket does not know yet. */
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

/** What surfaces where the client has gone: its own doing, no defect. */
function isAbort(error: Facts): boolean {
  const names = [error.text("name"), error.text("code"), error.text("type")];
  return names.some((name) => name !== undefined && aborts.has(name));
}

const aborts: ReadonlySet<string> = new Set([
  "AbortError",
  "ECONNABORTED",
  "ECONNRESET",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "request.aborted",
]);
