import type { Entry } from "../rule.ts";
import { conditions } from "./conditions.ts";
import { framing } from "./framing.ts";
import { methods } from "./methods.ts";
import { ranges } from "./ranges.ts";

/** All rules, in the order of the catalogue. */
export const entries: readonly Entry[] = [...framing, ...conditions, ...ranges, ...methods];
