import type { lint } from "@rightstatus/conformance";

type Lint = typeof lint;

let loaded: Lint | undefined;
let loading: Promise<void> | undefined;

/** The linter, once it is loaded. Production never loads it. */
export function linter(): Lint | undefined {
  return loaded;
}

/** Resolves when the linter is loaded. */
export function loadLinter(): Promise<void> {
  loading ??= import("@rightstatus/conformance").then((conformance) => {
    loaded = conformance.lint;
  });
  return loading;
}
