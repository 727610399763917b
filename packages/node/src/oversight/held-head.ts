import type { ServerResponse } from "node:http";
import { refusedStatus } from "@rightstatus/core/writer";
import { breakOff, isHttp2 } from "../state.ts";
import { emptied, octetsAtEnd } from "./framing.ts";
import type { Oversight } from "./oversight.ts";
import { routeName } from "./route-name.ts";
import { holdToLength } from "./sent-content.ts";
import { tellOnce } from "./told-once.ts";

type WriteHead = ServerResponse["writeHead"];

const isOwn: unique symbol = Symbol("isOwn");
type Held = ServerResponse & { [isOwn]?: true };

/** For this response the writer itself ensures that the content is as long as the head says. */
export function vouchFor(res: Held): void {
  res[isOwn] = true;
}

/** Has it done so? */
export function isVouchedFor(res: Held): boolean {
  return res[isOwn] === true;
}

/**
 * After an interim status, the next response would be read as the final one; a status from 600 on means
 * nothing. A 101 is for handlers that take the connection over.
 */
export function isFinal(status: number): boolean {
  return status === 101 || (status >= 200 && status <= 599);
}

/** Is it a status for which node:http itself throws, as for 99, 1000 and undefined? */
export function isRefusedByNode(status: number): boolean {
  return !(status >= 100 && status < 1000);
}

/** The arguments of `writeHead` once a head is corrected: by then all its fields are set on the response. */
export function mended([status, phrase]: readonly unknown[]): readonly unknown[] {
  return typeof phrase === "string" ? [status, phrase] : [status];
}

/** Writes a head, and breaks the response off if its content is not as long as the head says. */
export function writeHeld(
  res: Held,
  given: readonly unknown[],
  oversight: Oversight,
  hook?: WriteHead,
): ServerResponse {
  const whole = octetsAtEnd(res);
  writeBelow(res, given, hook);
  if (isVouchedFor(res) || isHttp2(res.req)) return res;
  if (octetsAtEnd(res) !== whole) {
    holdToLength(res, () => {
      const message =
        "broke off a response that was not as long as its content-length (RFC 9112 section 6.3)";
      tellOnce(oversight.told, routeName(res.req, oversight), "fix/length", message);
      breakOff(res);
    });
  }
  return res;
}

/**
 * Writes the head of a 500 in place of a status that is none. An error would not always become a response: nobody
 * catches what is thrown where a callback writes, as a proxy does with the status of another server.
 */
export function writeFailed(
  res: ServerResponse,
  status: number,
  oversight: Oversight,
  hook?: WriteHead,
): ServerResponse {
  const message = `sent a 500 instead: ${refusedStatus(status)}`;
  tellOnce(oversight.told, routeName(res.req, oversight), "fix/status", message);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  emptied(res);
  return writeBelow(res, [500, { "content-length": "0" }], hook);
}

/** Calls the `writeHead` below the hook: that of node:http, node:http2, or of the application. */
export function writeBelow(
  res: ServerResponse,
  given: readonly unknown[],
  hook?: WriteHead,
): ServerResponse {
  const { writeHead }: ServerResponse = Object.getPrototypeOf(res);
  Reflect.apply(hook ?? writeHead, res, given);
  return res;
}
