/**
 * Replies for Koa 2 and 3. All of `@rightstatus/core` is here too.
 *
 * @module
 */
export * from "@rightstatus/core";
export {
  contentDisposition,
  type FallbackOptions,
  type FileOptions,
  file,
  type SendOptions,
} from "@rightstatus/node";
export { files } from "./files.ts";
export { type Handler, handle } from "./handle.ts";
export { replies } from "./replies.ts";
export { createServer } from "./server.ts";
