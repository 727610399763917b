import { prefer } from "../fields/prefer.ts";
import { field, type Req } from "../request/request.ts";

/** What a client prefers, without insisting on it (RFC 7240). */
export interface Preferences {
  /** How much of the outcome of a write it wants to see (RFC 7240 section 4.2). */
  readonly return?: "minimal" | "representation";
  /** Does it prefer a 202 now to the outcome later (section 4.1)? */
  readonly respondAsync: boolean;
}

/**
 * Reads Prefer (RFC 7240 section 2). A server may ignore all preferences, and has to ignore those that it
 * does not know or cannot read. A response to a GET that could depend on them needs `vary: ["prefer"]`,
 * whether or not the client sent any.
 *
 * @param req - The request.
 * @returns The preferences that are known here.
 * @example
 * ```ts
 * readPreferences(req); // of "Prefer: return=minimal, respond-async": { return: "minimal", respondAsync: true }
 * ```
 */
export function readPreferences(req: Req): Preferences {
  const line = field(req, prefer.name);
  const said = line === undefined ? [] : (prefer.parse(line) ?? []);
  const wanted = said.find(({ name }) => name === "return")?.value;
  const respondAsync = said.some(({ name, value }) => name === "respond-async" && value === "");
  if (wanted !== "minimal" && wanted !== "representation") return { respondAsync };
  return { return: wanted, respondAsync };
}
