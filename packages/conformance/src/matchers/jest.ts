/**
 * `toBeConformant`, `toBeProblem` and `toHaveStatus` for jest: name this in `setupFilesAfterEnv`, or import it.
 *
 * @module
 */
import { expect } from "@jest/globals";
import { type HttpMatchers, matchers } from "./matchers.ts";

expect.extend({ ...matchers });

// For those who import `expect` from @jest/globals.
declare module "expect" {
  interface Matchers<R extends void | Promise<void>> extends HttpMatchers {}
}

// For those who use the globals of @types/jest.
declare global {
  namespace jest {
    interface Matchers<R> extends HttpMatchers {}
  }
}
