import type { IncomingMessage } from "node:http";
import type { Language } from "@rightstatus/core";
import type { Conformance } from "./oversight/mode.ts";

/** How replies are sent. */
export interface SendOptions {
  /**
   * The ETag of bodies in memory that have none. "strong" (default): a hash of their exact bytes. "off":
   * none.
   */
  readonly etag?: "strong" | "off";
  /**
   * The language of problems: fixed, or "negotiate", which also sends Content-Language and Vary. Default
   * "en".
   */
  readonly language?: Language | "negotiate";
  /** How problems are represented: "negotiate" (default) chooses problem+json, HTML or plain text by Accept. */
  readonly problems?: "negotiate" | "json";
  /**
   * What happens when a response breaks a MUST; behind `replies()` this includes those that are sent without
   * our helpers. "fix" (the default in production) adds what can be known, removes what is forbidden, and
   * says so once per route; "warn" (the default elsewhere) says what is wrong and what to do, as a process
   * warning; "throw" turns the response into a 500, or breaks it off if its head is out, for tests; "off"
   * checks nothing. In every mode but "off", a response cannot break its connection.
   */
  readonly conformance?: Conformance;
  /**
   * Explains in Server-Timing how a conditional request was decided, with sections. Never in production.
   * Default false.
   */
  readonly trace?: boolean;
  /**
   * Called once with the cause of each reply of 500 or more, and of each body that broke off; never for a
   * client that went away. Default: `console.error` for errors that are not replies and for the `cause` of a
   * reply, unless NODE_ENV is "test".
   */
  readonly onError?: (error: unknown, req: IncomingMessage) => void;
}
