import { readFileSync } from "node:fs";

/** Of this package; its package.json stands two folders up, for the sources and for what is made of them. */
export const version: string = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
).version;
