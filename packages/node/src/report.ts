import type { IncomingMessage } from "node:http";
import { isReply } from "@rightstatus/core";
import type { SendOptions } from "./options.ts";

/** Tells the application. Its callback cannot harm the response: what it throws or rejects with is dropped. */
export function report(error: unknown, req: IncomingMessage, { onError }: SendOptions): void {
  try {
    contain((onError ?? print)(error, req));
  } catch {}
}

/** Keeps the rejection of a callback that turned out to be async from ending the process. */
export function contain(result: unknown): void {
  if (typeof result === "object" && result !== null) Promise.resolve(result).catch(() => {});
}

/** A reply needs no report: it is what the client was told. Only its cause is news. */
function print(error: unknown): void {
  if (process.env.NODE_ENV === "test") return;
  if (!isReply(error)) console.error(error);
  else if ("cause" in error) console.error(error.cause);
}
