import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Octets of objects in use, once what nobody needs is gone. */
export function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
