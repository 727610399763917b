/**
 * `toBeConformant`, `toBeProblem` and `toHaveStatus` for jest: a file of `setupFilesAfterEnv`, or an import.
 *
 * @module
 */
import { expect } from "@jest/globals";
import { type HttpMatchers, matchers } from "./matchers.ts";

expect.extend({ ...matchers });

// For who imports `expect` from @jest/globals.
declare module "expect" {
  interface Matchers<R extends void | Promise<void>> extends HttpMatchers {}
}

// For who has the globals of @types/jest.
declare global {
  namespace jest {
    interface Matchers<R> extends HttpMatchers {}
  }
}
