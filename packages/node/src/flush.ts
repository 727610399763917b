import { ServerResponse } from "node:http";
import { Socket } from "node:net";
import { giveBack } from "./lent-memory.ts";

/** The original methods of node:http. */
const { end, write } = ServerResponse.prototype;

/**
 * Ends a response whose head is written, with all of its content.
 *
 * @param content - Text, or bytes. Lent bytes are given back when the system has taken them.
 */
export function flush(res: ServerResponse, content: Uint8Array | string, isLent = false): void {
  const { socket } = res;
  if (isHooked(res)) {
    // Middleware that hooks `end` may only expect bytes.
    res.end(typeof content === "string" ? Buffer.from(content) : content);
  } else if (socket instanceof Socket && content.length > 0) {
    writeChunk(res, content, isLent);
    // `end` with content would write an empty chunk as well, and two chunks cost more than one.
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
