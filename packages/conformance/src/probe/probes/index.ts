import type { Probe } from "../probe-entry.ts";
import { conditions } from "./conditions.ts";
import { cors } from "./cors.ts";
import { framing } from "./framing.ts";
import { malformed } from "./malformed.ts";
import { methods } from "./methods.ts";
import { negotiation } from "./negotiation.ts";
import { ranges } from "./ranges.ts";
import { writes } from "./writes.ts";

export { discovery } from "./discovery.ts";

/** All that is sent once the facts are known. */
export const probes: readonly Probe[] = [
  ...conditions,
  ...ranges,
  ...methods,
  ...negotiation,
  ...cors,
  ...framing,
  ...malformed,
  ...writes,
];
