import type { Row } from "../row.ts";
import { framing } from "./framing.ts";
import { methods } from "./methods.ts";

export const rows: readonly Row[] = [...framing, ...methods];
