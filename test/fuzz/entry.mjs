import { targets } from "./targets.ts";

const target = targets.get(process.env.FUZZ_TARGET ?? "");
if (target === undefined) throw new Error(`no target ${process.env.FUZZ_TARGET}`);

/** What jazzer.js calls: octets as node:http hands them on, one a character. */
export function fuzz(data) {
  target(data.toString("latin1"));
}
