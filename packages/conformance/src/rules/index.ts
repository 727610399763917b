import type { Entry } from "../rule.ts";
import { framing } from "./framing.ts";
import { methods } from "./methods.ts";

/** All rules, in the order of the catalogue. */
export const entries: readonly Entry[] = [...framing, ...methods];
