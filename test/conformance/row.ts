import type { Exchange } from "@rightstatus/conformance";

/** A rule, with exchanges that break it and exchanges that keep it: at least one each. */
export interface Row {
  readonly rule: string;
  readonly breaks: readonly [Exchange, ...Exchange[]];
  readonly keeps: readonly [Exchange, ...Exchange[]];
}
