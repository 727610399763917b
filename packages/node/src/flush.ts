import { ServerResponse } from "node:http";
import { Socket } from "node:net";
import { giveBack } from "./lent.ts";

/** How the prototype of every response does it, which nobody has overridden. */
const { end, write } = ServerResponse.prototype;

/**
 * Ends an answer whose head is written with all of its content.
 *
 * @param content - Text, or bytes: lent ones go back when the system has taken them.
 */
export function flush(res: ServerResponse, content: Uint8Array | string, isLent = false): void {
  const { socket } = res;
  if (isHooked(res)) {
    // Middleware that hooks `end` may know no other than bytes.
    res.end(typeof content === "string" ? Buffer.from(content) : content);
  } else if (socket instanceof Socket && content.length > 0) {
    writeChunk(res, content, isLent);
    // Here `end` with content would hand over an empty chunk besides, and two of them cost more than one.
    socket.uncork();
    res.end();
  } else res.end(content, "utf8");
}

/** Writes some of the content. Returns as `res.write` does. */
export function writeChunk(
  res: ServerResponse,
  chunk: Uint8Array | string,
  isLent: boolean,
): boolean {
  if (typeof chunk === "string") return res.write(chunk, "utf8");
  return isLent && !isHooked(res) ? res.write(chunk, () => giveBack(chunk)) : res.write(chunk);
}

/** Does somebody else see what is written? */
function isHooked(res: ServerResponse): boolean {
  return res.write !== write || res.end !== end;
}
