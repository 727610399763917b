/**
 * Sends replies over node:http: HTTP/1, and HTTP/2 through its compatibility API.
 *
 * @module
 */
export { type Attached, attach } from "./attach/attach.ts";
export type { AttachOptions, Overload, UpgradeHandler } from "./attach/options.ts";
export { contentDisposition } from "./content-disposition.ts";
export { deadline } from "./deadline.ts";
export { type FallbackOptions, fail } from "./errors/fail.ts";
export { type FileOptions, type FileServer, file, fileServer } from "./files/index.ts";
export { hint } from "./hint.ts";
export type { SendOptions } from "./options.ts";
export {
  type RateLimiter,
  type RateLimitFields,
  type RateLimitOptions,
  rateLimit,
} from "./rate-limit.ts";
export { send } from "./send.ts";
export { createServer } from "./server.ts";
export { upstream } from "./upstream.ts";
