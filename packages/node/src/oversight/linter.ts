import type { lint } from "@rightstatus/conformance";
import { loadOnce } from "../load-once.ts";

type Lint = typeof lint;

let loaded: Lint | undefined;

/** The linter, once it is loaded. Production never loads it. */
export function linter(): Lint | undefined {
  return loaded;
}

/** Resolves when the linter is loaded. */
export const loadLinter: () => Promise<void> = loadOnce(async () => {
  ({ lint: loaded } = await import("@rightstatus/conformance"));
});
