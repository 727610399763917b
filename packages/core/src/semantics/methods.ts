/**
 * What a method does to its target resource:
 * - `"read"`: transfers the selected representation, so it can be answered with a 304;
 * - `"write"`: acts on a resource that exists;
 * - `"create"`: acts on a resource, or creates it;
 * - `"talk"`: neither selects nor modifies a representation, so preconditions do not apply.
 */
export type MethodKind = "read" | "write" | "create" | "talk";

/** The methods we know: RFC 9110 section 9.3, PATCH (RFC 5789), QUERY (RFC 10008). */
const kinds: ReadonlyMap<string, MethodKind> = new Map<string, MethodKind>([
  ["GET", "read"],
  ["HEAD", "read"],
  ["QUERY", "read"],
  ["POST", "write"],
  ["PATCH", "write"],
  ["DELETE", "write"],
  ["PUT", "create"],
  ["OPTIONS", "talk"],
  ["TRACE", "talk"],
  ["CONNECT", "talk"],
]);

/**
 * What a method does to its target. An unknown method counts as a write, the kind that is guarded most: RFC
 * 9110 section 13.2.1 leaves it to the definition of the method.
 *
 * @param method - The method, as on the wire.
 * @example
 * ```ts
 * kindOf("QUERY"); // "read"
 * ```
 */
export function kindOf(method: string): MethodKind {
  return kinds.get(method) ?? "write";
}

/** What to do with a request, by the methods that its target resource handles. */
export type Dispatch =
  | { readonly kind: "call"; readonly method: string }
  /** Answer as `method` would, but without content (RFC 9110 section 9.3.2). */
  | { readonly kind: "head"; readonly method: string }
  | { readonly kind: "options"; readonly allow: readonly string[] }
  | { readonly kind: "not-allowed"; readonly allow: readonly string[] }
  | { readonly kind: "not-implemented" };

/**
 * Chooses the handler for a method: HEAD follows from GET, OPTIONS from the list itself. A known method that
 * the resource does not handle is a 405, and an unknown one a 501 (RFC 9110 section 9.1). Methods are
 * case-sensitive: `get` is unknown.
 *
 * @param method - The method of the request.
 * @param handled - The methods that the target resource handles, in upper case.
 * @returns What to do: call the handler of `method`, with or without its content, or answer by `allow`.
 * @example
 * ```ts
 * dispatch("HEAD", ["GET"]); // { kind: "head", method: "GET" }
 * dispatch("PUT", ["GET"]); // { kind: "not-allowed", allow: ["GET", "HEAD", "OPTIONS"] }
 * ```
 */
export function dispatch(method: string, handled: readonly string[]): Dispatch {
  if (handled.includes(method)) return { kind: "call", method };
  if (method === "HEAD" && handled.includes("GET")) return { kind: "head", method: "GET" };
  if (method === "OPTIONS") return { kind: "options", allow: allowOf(handled) };
  if (kinds.has(method)) return { kind: "not-allowed", allow: allowOf(handled) };
  return { kind: "not-implemented" };
}

/**
 * The members of Allow (RFC 9110 section 10.2.1): what is handled, HEAD where GET is, and OPTIONS.
 *
 * @param handled - The methods that the target resource handles.
 * @returns Each method once, in the order given; HEAD after GET, OPTIONS last.
 * @example
 * ```ts
 * allowOf(["GET", "POST"]); // ["GET", "HEAD", "POST", "OPTIONS"]
 * ```
 */
export function allowOf(handled: readonly string[]): readonly string[] {
  const allow = handled.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...new Set([...allow, "OPTIONS"])];
}
