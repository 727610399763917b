export { file } from "./file.ts";
export { type FileServer, fileServer } from "./file-server.ts";
export type { FileOptions } from "./options.ts";
