import type { IncomingMessage } from "node:http";
import { type AnyReply, notFound } from "@rightstatus/core";
import type { FallbackOptions } from "./errors/fail.ts";
import { isFile } from "./files/lookups.ts";
import { withoutHandler } from "./without-handler.ts";

/**
 * The reply to a request that no route has taken. If routes or files know the path, but not for this method,
 * it is a 405 with exactly the methods that they handle (RFC 9110 section 15.5.6), or the reply to OPTIONS;
 * else a 404.
 *
 * @param req - The request of node:http.
 * @param o - With `allowFallback: false` it is always a 404.
 * @param handled - The methods of the routes on its path; `undefined` if they are not known for sure.
 */
export async function missed(
  req: IncomingMessage,
  o: FallbackOptions,
  handled: readonly string[] | undefined,
): Promise<AnyReply> {
  if (o.allowFallback === false) return notFound();
  // The methods of files are known, even if those of the routes are not.
  const known = [...(handled ?? []), ...((await isFile(req)) ? ["GET"] : [])];
  if (known.length === 0) return notFound();
  return withoutHandler(req.method, known) ?? notFound(); // A route took the request, and passed it on.
}
