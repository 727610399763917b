/** What happens when an answer breaks a MUST. */
export type Conformance = "off" | "fix" | "warn" | "throw";

let usual: Conformance | undefined;

/** "fix" in production, else "warn". Asked once, for the environment is slow to read. */
export function modeOf(o: { readonly conformance?: Conformance }): Conformance {
  usual ??= process.env.NODE_ENV === "production" ? "fix" : "warn";
  return o.conformance ?? usual;
}
