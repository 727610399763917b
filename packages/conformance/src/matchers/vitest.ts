/**
 * `toBeConformant`, `toBeProblem` and `toHaveStatus` for vitest: name this in `setupFiles`, or import it.
 *
 * @module
 */
import { expect } from "vitest";
import { type HttpMatchers, matchers } from "./matchers.ts";

expect.extend({ ...matchers });

// This has no type parameters: those of vitest 5 differ from those of 3 and 4, and a declaration without any
// fits all.
declare module "vitest" {
  interface Matchers extends HttpMatchers {}
}
