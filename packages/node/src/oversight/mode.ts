/** What happens when a response breaks a MUST. */
export type Conformance = "off" | "fix" | "warn" | "throw";

let usual: Conformance | undefined;

/** "fix" in production, else "warn". Read once, because reading the environment is slow. */
export function modeOf(o: { readonly conformance?: Conformance }): Conformance {
  usual ??= process.env.NODE_ENV === "production" ? "fix" : "warn";
  return o.conformance ?? usual;
}
