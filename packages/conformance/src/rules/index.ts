import type { Entry } from "../rule.ts";
import { caching } from "./caching.ts";
import { conditions } from "./conditions.ts";
import { fields } from "./fields.ts";
import { framing } from "./framing.ts";
import { limits } from "./limits.ts";
import { location } from "./location.ts";
import { methods } from "./methods.ts";
import { notModified } from "./not-modified.ts";
import { partialContent } from "./partial-content.ts";
import { problem } from "./problem.ts";
import { ranges } from "./ranges.ts";
import { representation } from "./representation.ts";
import { statusLine } from "./status-line.ts";
import { statuses } from "./statuses.ts";
import { trailers } from "./trailers.ts";
import { validators } from "./validators.ts";
import { vary } from "./vary.ts";

/** All rules, in the order in which they are reported. */
export const entries: readonly Entry[] = [
  ...framing,
  ...statusLine,
  ...fields,
  ...trailers,
  ...validators,
  ...caching,
  ...vary,
  ...notModified,
  ...conditions,
  ...partialContent,
  ...ranges,
  ...representation,
  ...methods,
  ...statuses,
  ...location,
  ...problem,
  ...limits,
];
