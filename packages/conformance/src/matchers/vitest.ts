/**
 * `toBeConformant`, `toBeProblem` and `toHaveStatus` for vitest: a setup file, or an import.
 *
 * @module
 */
import { expect } from "vitest";
import { type HttpMatchers, matchers } from "./matchers.ts";

expect.extend({ ...matchers });

// Without type parameters: vitest 5 has others here than 3 and 4, and a declaration with none goes with all.
declare module "vitest" {
  interface Matchers extends HttpMatchers {}
}
