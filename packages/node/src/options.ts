import type { IncomingMessage } from "node:http";
import { isReply, type Language } from "@rightstatus/core";

import type { Conformance } from "./oversight/mode.ts";

/** How replies go out. */
export interface SendOptions {
  /** Validators of buffered bodies that name none. "strong" (default): a hash of the exact bytes. */
  readonly etag?: "strong" | "off";
  /** Language of problem titles and texts: fixed, or "negotiate" (then Content-Language and Vary are sent). Default "en". */
  readonly language?: Language | "negotiate";
  /** Error representation: "negotiate" (default) picks problem+json, HTML or plain text by Accept. */
  readonly problems?: "negotiate" | "json";
  /**
   * What happens when an answer breaks a MUST: ours, and behind `replies()` also those that are sent past our helpers.
   * "fix" (the default in production) adds what can be known, takes out what is forbidden and says so once a
   * route; "warn" (the default elsewhere) says so and what to do, as a process warning; "throw" makes the
   * answer a 500, for tests; "off" looks at nothing. In all but "off" an answer cannot break its connection.
   */
  readonly conformance?: Conformance;
  /** In development: what a conditional request was decided by, with the sections, in Server-Timing. */
  readonly trace?: boolean;
  /**
   * Called once for each reply of 500 or more and for each body that broke off, with the cause. Never
   * for a client that went away. Default: the console, for what was not a reply itself and for the `cause` of a reply, where
   * NODE_ENV is not "test".
   */
  readonly onError?: (error: unknown, req: IncomingMessage) => void;
}

/** Tells the application, whose callback cannot harm the answer: what it throws or rejects is dropped. */
export function report(error: unknown, req: IncomingMessage, { onError }: SendOptions): void {
  try {
    contain((onError ?? print)(error, req));
  } catch {}
}

/** What a callback returned that turned out to be async, and for which nobody waits. */
export function contain(result: unknown): void {
  if (typeof result === "object" && result !== null) Promise.resolve(result).catch(() => {});
}

/** A reply says all that there is to know, save what caused it. */
function print(error: unknown): void {
  if (process.env.NODE_ENV === "test") return;
  if (!isReply(error)) console.error(error);
  else if ("cause" in error) console.error(error.cause);
}
