import type { ServerResponse } from "node:http";

const interims = ["writeContinue", "writeEarlyHints", "writeProcessing"] as const;

/** RFC 9110 section 15.2: a client of HTTP/1.0 gets none, whoever sends it. */
export function withholdInterims(res: ServerResponse): void {
  for (const name of interims) {
    Reflect.set(res, name, (...given: readonly unknown[]) => {
      const written = given.at(-1);
      if (typeof written === "function") process.nextTick(() => Reflect.apply(written, res, []));
    });
  }
}
