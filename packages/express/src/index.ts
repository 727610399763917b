/**
 * Replies for Express 4 and 5. All of `@rightstatus/core` is here too.
 *
 * @module
 */
export * from "@rightstatus/core";
export {
  type Attached,
  type AttachOptions,
  attach,
  contentDisposition,
  deadline,
  type FallbackOptions,
  type FileOptions,
  file,
  type Overload,
  type RateLimiter,
  type RateLimitFields,
  type RateLimitOptions,
  rateLimit,
  type SendOptions,
  type UpgradeHandler,
  upstream,
} from "@rightstatus/node";
export { fallback } from "./fallback.ts";
export { files } from "./files.ts";
export { type Handler, handle } from "./handle.ts";
export { replies } from "./replies.ts";
export { createServer } from "./server.ts";
