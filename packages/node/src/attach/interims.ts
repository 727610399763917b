import type { ServerResponse } from "node:http";
import { isQueued } from "../state.ts";

/**
 * RFC 9110 section 15.2: an interim response, whoever sends it, goes out only to clients that know such
 * responses, which HTTP/1.0 clients do not, and only before the final response: after its head, Node 20 and 22
 * would write the interim response into the content, and so would every Node while the response waits for earlier
 * ones.
 */
export function guardInterims(res: ServerResponse): void {
  // One by one, and early: a property added later would give the response a hidden class of its own.
  res.writeContinue = writeContinue;
  res.writeEarlyHints = writeEarlyHints;
  res.writeProcessing = writeProcessing;
}

const writeContinue = guarded("writeContinue");
const writeEarlyHints = guarded("writeEarlyHints");
const writeProcessing = guarded("writeProcessing");

function guarded(name: "writeContinue" | "writeEarlyHints" | "writeProcessing") {
  return function (this: ServerResponse, ...given: readonly unknown[]): void {
    const written = given.at(-1);
    const { [name]: write }: ServerResponse = Object.getPrototypeOf(this);
    const isHeard = !this.headersSent && this.req.httpVersionMinor > 0 && !isQueued(this);
    if (isHeard) Reflect.apply(write, this, given);
    else if (typeof written === "function")
      process.nextTick(() => Reflect.apply(written, this, []));
  };
}
