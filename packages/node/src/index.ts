/**
 * Puts replies on the wire of node:http, HTTP/1 and the compatibility API of HTTP/2.
 *
 * @module
 */
export { contentDisposition } from "./content-disposition.ts";
export { type FallbackOptions, fail } from "./errors/fail.ts";
export { type FileOptions, type FileServer, file, fileServer } from "./files/index.ts";
export { hint } from "./hint.ts";
export type { SendOptions } from "./options.ts";
export { send } from "./send.ts";
export { createServer } from "./server.ts";
