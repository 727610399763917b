import type { ServerResponse } from "node:http";
import type { Source } from "./source.ts";
import { claim, isGone } from "./state.ts";

/**
 * Writes a body over time: the head when the first chunk is there, each chunk when the client has room
 * for it, and never more octets than were announced.
 *
 * @param writeHead - Called once, before the first chunk; not at all if the body breaks before it.
 * @returns Resolves when all is handed to the socket, or the client has gone; then the source is free.
 * Rejects if the body breaks, or its length is not what it said.
 */
export async function pump(
  res: ServerResponse,
  source: Source,
  writeHead: () => void,
): Promise<void> {
  const cancel = () => source.cancel();
  claim(res);
  res.once("close", cancel);
  try {
    let chunk = await source.next();
    if (isGone(res) || res.headersSent) return cancel(); // A time-out has answered meanwhile.
    writeHead();
    let sent = 0;
    for (; chunk !== undefined; chunk = await source.next()) {
      if (isGone(res)) return cancel();
      sent += chunk.byteLength;
      if (sent > (source.length ?? Number.POSITIVE_INFINITY)) throw lengthError(source, sent);
      if (!res.write(chunk)) await once(res, "drain");
    }
    if (sent < (source.length ?? 0)) throw lengthError(source, sent);
    res.end();
    await once(res, "finish");
  } catch (error) {
    cancel();
    if (!isGone(res)) throw error; // What breaks when the client goes is no error.
  }
}

/** A wrong Content-Length makes the next response part of this one (RFC 9112 section 6.3). */
function lengthError({ length }: Source, sent: number): RangeError {
  return new RangeError(`body: ${length} octets announced, got ${sent} (RFC 9110 section 8.6)`);
}

/** Waits for an event, or for the client to go. */
function once(res: ServerResponse, event: "drain" | "finish"): Promise<void> {
  if (isGone(res)) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      res.removeListener(event, settle);
      res.removeListener("close", settle);
      resolve();
    };
    res.once(event, settle);
    res.once("close", settle);
  });
}
