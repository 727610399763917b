import type { OneOrMore } from "../fields/challenge.ts";
import {
  type Challenge,
  formatChallenge,
  proxyAuthenticate,
  wwwAuthenticate,
} from "../fields/challenge.ts";
import type { FieldCodec } from "../fields/codec.ts";
import { type ErrorReply, errorReply } from "./error-reply.ts";
import type { Options } from "./options.ts";
import type { ProblemInit } from "./problem.ts";

/**
 * 401 Unauthorized (RFC 9110 section 15.5.2): credentials are missing or not valid.
 *
 * @param challenge - How to authenticate: `bearer()`, `basic()`, or a scheme of your own. Several are sent as
 * one field line each, so put the one that clients know best first (section 11.6.1).
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without a challenge; RangeError if one is not in the grammar; TypeError or RangeError
 * for a wrong option or problem member.
 * @example
 * ```ts
 * unauthorized(bearer({ error: "invalid_token" })); // WWW-Authenticate: Bearer error="invalid_token"
 * ```
 */
export function unauthorized(
  challenge: OneOrMore<Challenge>,
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<401, "www-authenticate"> {
  const lines = challengeLines(wwwAuthenticate, challenge);
  return errorReply<401, "www-authenticate">(401, problem, o, { "www-authenticate": lines });
}

/**
 * 407 Proxy Authentication Required (RFC 9110 section 15.5.8): for proxies only.
 *
 * @param challenge - How to authenticate to this proxy. Several are sent as one field line each.
 * @param problem - A detail, or problem members.
 * @param o - Caching and further fields.
 * @throws TypeError without a challenge; RangeError if one is not in the grammar; TypeError or RangeError
 * for a wrong option or problem member.
 * @example
 * ```ts
 * proxyAuthenticationRequired(basic("proxy")); // Proxy-Authenticate: Basic realm="proxy"
 * ```
 */
export function proxyAuthenticationRequired(
  challenge: OneOrMore<Challenge>,
  problem?: ProblemInit,
  o?: Options,
): ErrorReply<407, "proxy-authenticate"> {
  const lines = challengeLines(proxyAuthenticate, challenge);
  return errorReply<407, "proxy-authenticate">(407, problem, o, { "proxy-authenticate": lines });
}

/**
 * One field line for each challenge: some clients read only the first challenge of a line (RFC 9110 section
 * 11.6.1).
 */
function challengeLines(
  codec: FieldCodec<readonly Challenge[], OneOrMore<Challenge>>,
  challenge: OneOrMore<Challenge> | undefined,
): string | readonly string[] {
  const given = challenge ?? [];
  const [only, ...others] = isList(given) ? given : [given];
  if (only === undefined) {
    throw new TypeError(`${codec.name}: want at least one challenge (${codec.section})`);
  }
  return others.length === 0
    ? formatChallenge(only, codec)
    : [only, ...others].map((one) => formatChallenge(one, codec));
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
