import type { ServerResponse } from "node:http";

/**
 * RFC 9110 section 15.2: an interim answer, whoever sends it, goes out only where the client knows of such,
 * which one of HTTP/1.0 does not, and before the final one: behind its head Node 20 and 22 would write it
 * into the content.
 */
export function guardInterims(res: ServerResponse): void {
  // One by one, and early: what is added to a response later costs it the hidden class of the others.
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
    if (!this.headersSent && this.req.httpVersionMinor > 0) Reflect.apply(write, this, given);
    else if (typeof written === "function")
      process.nextTick(() => Reflect.apply(written, this, []));
  };
}
