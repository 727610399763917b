import type { Row } from "../row.ts";
import { conditions } from "./conditions.ts";
import { framing } from "./framing.ts";
import { methods } from "./methods.ts";
import { ranges } from "./ranges.ts";

export const rows: readonly Row[] = [...framing, ...conditions, ...ranges, ...methods];
