import type { IncomingMessage, ServerResponse } from "node:http";
import type { FieldMap, Interim } from "@rightstatus/core";
import { connectionSpecific } from "@rightstatus/core/fields";
import { checkFields } from "./merge.ts";
import { isAnswered, isGone, isHttp2, isQueued } from "./state.ts";

/**
 * Sends an interim reply, 102 or 103, before the final one. It is only a hint: nothing is sent to an HTTP/1.0
 * client (RFC 9110 section 15.2), nor after the final response has begun, nor when the client has gone.
 *
 * @param req - The request.
 * @param res - Its response.
 * @param interim - What `earlyHints()` or `processing()` made.
 * @throws TypeError if it is not an interim reply; RangeError if a field is not in the grammar, since Node 20
 * and 22 would write it even with CR LF.
 * @example
 * ```ts
 * hint(req, res, earlyHints({ href: "/style.css", rel: "preload", as: "style" }));
 * ```
 */
export function hint(req: IncomingMessage, res: ServerResponse, interim: Interim): void {
  if (interim?.interim !== true || (interim.status !== 102 && interim.status !== 103)) {
    throw new TypeError("hint: want processing() or earlyHints() (RFC 9110 section 15.2)");
  }
  checkFields(interim.headers);
  for (const name of Object.keys(interim.headers)) {
    if (name.toLowerCase() !== "content-length") continue;
    throw new TypeError(
      `content-length: not allowed with ${interim.status} (RFC 9110 section 8.6)`,
    );
  }
  if (isHttp10(req) || isAnswered(res) || isGone(res)) return;
  if (isQueued(res)) return; // Node would write the head of the response before it.
  if (interim.status === 103) writeEarlyHints(req, res, interim.headers);
  else if (typeof res.writeProcessing === "function") res.writeProcessing(); // Not in HTTP/2.
}

function isHttp10({ httpVersionMajor, httpVersionMinor }: IncomingMessage): boolean {
  return httpVersionMajor === 1 && httpVersionMinor === 0;
}

function writeEarlyHints(req: IncomingMessage, res: ServerResponse, headers: FieldMap): void {
  const hints: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    hints[name] = typeof value === "string" ? value : [...value];
  }
  if (isHttp2(req)) for (const name of connectionSpecific) delete hints[name];
  try {
    res.writeEarlyHints(hints);
  } catch {} // Node's grammar of links is narrower than RFC 8288. Only the hint is lost, not the response.
}
