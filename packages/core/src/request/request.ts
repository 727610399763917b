/**
 * A header section: one that has `get`, as that of fetch, or a record by lower-case name, as that of
 * node:http.
 */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | string[] | undefined>>;

/** A request: a node:http IncomingMessage, an Express req, a Koa ctx or ctx.req, or a fetch Request. */
export interface Req {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: RequestHeaders;
}

/**
 * The method of a request, as on the wire: methods are case-sensitive (RFC 9110 section 9.1), so `get` is not
 * GET.
 *
 * @param req - The request.
 * @returns Its method; "GET" if it has none.
 * @example
 * ```ts
 * methodOf({}); // "GET"
 * ```
 */
export function methodOf(req: Pick<Req, "method">): string {
  return req.method ?? "GET";
}

/**
 * The value of a field, with its lines joined by ", " (RFC 9110 section 5.3). Never throws, whatever
 * `req.headers` is: a field that cannot be read counts as absent.
 *
 * @param req - The request.
 * @param name - The field name in lower case.
 * @returns The value, which may be empty; undefined if the request does not carry the field.
 * @example
 * ```ts
 * field({ headers: { accept: "text/html" } }, "accept"); // "text/html"
 * ```
 */
export function field(req: Req, name: Lowercase<string>): string | undefined {
  try {
    return valueIn(req.headers, name);
  } catch {
    return undefined;
  }
}

/**
 * The lines of a field, one string each. Node keeps only the first of several If-Modified-Since lines, yet a
 * list of dates has to be ignored (RFC 9110 section 13.1.3). So the raw lines are read, if the request or the
 * `req` inside a Koa context has them.
 *
 * @param req - The request.
 * @param name - The field name in lower case.
 * @returns The lines in the order in which they came; none if the request does not have the field. If there are
 *   no raw lines, the joined value is the only line.
 * @example
 * ```ts
 * const req = { headers: { te: "x" }, rawHeaders: ["TE", "x", "TE", "y"] };
 * fieldLines(req, "te"); // ["x", "y"]
 * ```
 */
export function fieldLines(req: Req, name: Lowercase<string>): readonly string[] {
  const value = field(req, name);
  if (value === undefined) return [];
  // A single raw line says no more than the record, which middleware may have rewritten since.
  const lines = rawLines(req, name);
  return lines.length > 1 ? lines : [value];
}

function valueIn(headers: RequestHeaders, name: string): string | undefined {
  // A field called `__proto__` or `constructor` must not reach into Object.prototype.
  const value = canGet(headers) ? headers.get(name) : Object.hasOwn(headers, name) && headers[name];
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" ? value : undefined;
}

// A client may send a field named Get, so a string there proves nothing.
function canGet(headers: RequestHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === "function";
}

function rawLines(req: object, name: string): readonly string[] {
  try {
    const raw = rawHeadersOf(req);
    const lines: string[] = [];
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const [key, value] = [raw[i], raw[i + 1]];
      if (typeof key !== "string" || typeof value !== "string") continue;
      if (key.length === name.length && key.toLowerCase() === name) lines.push(value);
    }
    return lines;
  } catch {
    return [];
  }
}

function rawHeadersOf(req: object): readonly unknown[] {
  if ("rawHeaders" in req && Array.isArray(req.rawHeaders)) return req.rawHeaders;
  if ("req" in req && typeof req.req === "object" && req.req !== null) {
    const inner = req.req;
    if ("rawHeaders" in inner && Array.isArray(inner.rawHeaders)) return inner.rawHeaders;
  }
  return [];
}
