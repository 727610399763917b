import { isToken } from "../grammar/token.ts";
import { formatAuthParams } from "./auth-scheme.ts";
import {
  type Challenge,
  isToken68,
  proxyAuthenticateReader,
  wwwAuthenticateReader,
} from "./challenge-reader.ts";
import { codecOf, type FieldCodec, type FieldReader, refusal } from "./codec.ts";

export type { Challenge } from "./challenge-reader.ts";

/** One or several, never none. */
export type OneOrMore<T> = T | readonly [T, ...T[]];

/**
 * `WWW-Authenticate = #challenge` (RFC 9110 section 11.6.1).
 *
 * @example
 * ```ts
 * wwwAuthenticate.parse('Basic realm="a", Bearer');
 * // [{ scheme: "Basic", params: { realm: "a" } }, { scheme: "Bearer" }]
 * ```
 */
export const wwwAuthenticate: FieldCodec<readonly Challenge[], OneOrMore<Challenge>> = challenges(
  wwwAuthenticateReader,
);

/**
 * `Proxy-Authenticate = #challenge` (RFC 9110 section 11.7.1).
 *
 * @example
 * ```ts
 * proxyAuthenticate.format(basic("gate")); // 'Basic realm="gate"'
 * ```
 */
export const proxyAuthenticate: FieldCodec<readonly Challenge[], OneOrMore<Challenge>> = challenges(
  proxyAuthenticateReader,
);

/** The members of a Bearer challenge that an application may set (RFC 6750 section 3). */
export interface BearerOptions {
  readonly realm?: string;
  /** Scope tokens with a space between. */
  readonly scope?: string;
  /** Left out where the request brought no credentials at all (section 3.1). */
  readonly error?: "invalid_request" | "invalid_token" | "insufficient_scope";
  readonly errorDescription?: string;
}

/**
 * A Bearer challenge (RFC 6750 section 3).
 *
 * @param p - What to say; leave it out for a request without credentials.
 * @returns A challenge for `unauthorized()`.
 * @throws RangeError if a value has a character that section 3 excludes.
 * @example
 * ```ts
 * formatChallenge(bearer({ error: "invalid_token" })); // 'Bearer error="invalid_token"'
 * ```
 */
export function bearer(p: BearerOptions = {}): Challenge {
  const { realm, scope, error, errorDescription } = p;
  const params: Record<string, string> = {};
  if (realm !== undefined) params.realm = realm;
  if (scope !== undefined) params.scope = scope;
  if (error !== undefined) params.error = error;
  if (errorDescription !== undefined) params.error_description = errorDescription;
  return checked(
    Object.keys(params).length === 0 ? { scheme: "Bearer" } : { scheme: "Bearer", params },
  );
}

/**
 * A Basic challenge (RFC 7617 section 2).
 *
 * @param realm - What the credentials are for, as the client shows it: printable ASCII, may be empty.
 * @param o - `charset`: ask for user names and passwords in UTF-8 (section 2.1).
 * @returns A challenge for `unauthorized()`.
 * @throws RangeError if the realm is not printable ASCII.
 * @example
 * ```ts
 * formatChallenge(basic("notes")); // 'Basic realm="notes"'
 * ```
 */
export function basic(realm: string, o?: { charset?: "UTF-8" }): Challenge {
  const charset = o?.charset;
  return checked({ scheme: "Basic", params: charset ? { realm, charset } : { realm } });
}

/**
 * One challenge as a field line of its own: some clients misread several in one line (RFC 9110 section
 * 11.6.1).
 *
 * @param challenge - What to write. Values are quoted, so a DQUOTE in them ends nothing.
 * @param codec - The field it is for, as messages name it.
 * @returns The text of one challenge.
 * @throws RangeError if the scheme is not a token, or a parameter is illegal, missing, repeated or beside a
 * token68.
 * @example
 * ```ts
 * formatChallenge({ scheme: "Negotiate", token68: "oYG3=" }); // "Negotiate oYG3="
 * ```
 */
export function formatChallenge(
  challenge: Challenge,
  codec: { readonly name: string; readonly section: string } = wwwAuthenticateReader,
): string {
  if (typeof challenge !== "object" || challenge === null)
    throw refusal(codec, "a challenge, such as bearer()", challenge);
  const { scheme } = challenge;
  if (!isToken(scheme)) throw refusal(codec, "a token as scheme", scheme);
  if ("token68" in challenge) {
    const { token68 } = challenge;
    if ("params" in challenge) throw refusal(codec, "a token68 or parameters, not both", scheme);
    if (typeof token68 === "string" && isToken68(token68)) return `${scheme} ${token68}`;
    throw refusal(codec, "a token68", token68);
  }
  const params = formatAuthParams(codec, scheme, challenge.params ?? {});
  return params === "" ? scheme : `${scheme} ${params}`;
}

function checked(challenge: Challenge): Challenge {
  formatChallenge(challenge);
  return challenge;
}

/* @__NO_SIDE_EFFECTS__ */ function challenges(
  reader: FieldReader<readonly Challenge[]>,
): FieldCodec<readonly Challenge[], OneOrMore<Challenge>> {
  return codecOf(reader, (value) => {
    const list = "scheme" in value ? [value] : value;
    if (list.length === 0) throw refusal(reader, "at least one challenge", list);
    return list.map((challenge) => formatChallenge(challenge, reader)).join(", ");
  });
}
