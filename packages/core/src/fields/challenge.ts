import { readAttribute } from "../grammar/attributes.ts";
import { hasEmptyMember, splitList } from "../grammar/list.ts";
import { isToken, skipOws, tokenEnd } from "../grammar/token.ts";
import { formatAuthParams } from "./auth-scheme.ts";
import { type FieldCodec, refusal } from "./codec.ts";

/** One or several, never none. */
export type OneOrMore<T> = T | readonly [T, ...T[]];

/** What a client must prove, and how (RFC 9110 section 11.3): a scheme, with a token68 or parameters. */
export type Challenge =
  | { readonly scheme: string; readonly token68: string }
  | { readonly scheme: string; readonly params?: Readonly<Record<string, string>> };

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
  "www-authenticate",
  "RFC 9110 section 11.6.1",
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
  "proxy-authenticate",
  "RFC 9110 section 11.7.1",
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
 * @param p - What to tell; nothing for a request without credentials.
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
 * @throws RangeError if the realm is no printable ASCII.
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
 * @throws RangeError if the scheme is no token, a parameter is illegal, missing, there twice or beside a token68.
 * @example
 * ```ts
 * formatChallenge({ scheme: "Negotiate", token68: "oYG3=" }); // "Negotiate oYG3="
 * ```
 */
export function formatChallenge(
  challenge: Challenge,
  codec: { readonly name: string; readonly section: string } = wwwAuthenticate,
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
  name: Lowercase<string>,
  section: string,
): FieldCodec<readonly Challenge[], OneOrMore<Challenge>> {
  const codec: FieldCodec<readonly Challenge[], OneOrMore<Challenge>> = {
    name,
    section,
    parse: parseChallenges,
    format(value) {
      const list = "scheme" in value ? [value] : value;
      if (list.length === 0) throw refusal(codec, "at least one challenge", list);
      return list.map((challenge) => formatChallenge(challenge, codec)).join(", ");
    },
    isSendable: (line) => !hasEmptyMember(line) && splitList(line).every(isSendableMember),
  };
  return codec;
}

// A comma separates challenges and parameters alike. What tells them apart is "=" after the first
// token, which makes the member a parameter of the challenge before.
function parseChallenges(line: string): readonly Challenge[] | undefined {
  const list: Challenge[] = [];
  let params: Record<string, string> | undefined;
  for (const member of splitList(line)) {
    let at = 0;
    const end = tokenEnd(member, 0);
    const next = skipOws(member, end);
    if (end === 0) return undefined;
    if (member[next] !== "=") {
      const scheme = member.slice(0, end);
      const rest = member.slice(next);
      if (rest !== "" && next === end) return undefined;
      if (rest === "" || isToken68(rest)) {
        params = undefined;
        list.push(rest === "" ? { scheme } : { scheme, token68: rest });
        continue;
      }
      const own: Record<string, string> = Object.create(null);
      list.push({ scheme, params: own });
      params = own;
      at = next;
    }
    if (params === undefined || !addParam(params, member, at)) return undefined;
  }
  return list.length > 0 ? list : undefined;
}

// `auth-param = token BWS "=" BWS ( token / quoted-string )`, each name once (RFC 9110 section 11.2).
function addParam(params: Record<string, string>, member: string, at: number): boolean {
  const param = readAttribute(member, at);
  if (param?.end !== member.length || param.value === true || param.name in params) return false;
  params[param.name] = param.value;
  return true;
}

// Senders write no whitespace around "=" (section 5.6.3), and a realm as a quoted-string alone (section 11.5).
function isSendableMember(member: string): boolean {
  const end = tokenEnd(member, 0);
  const next = skipOws(member, end);
  const at = member[next] === "=" ? 0 : next;
  const nameEnd = tokenEnd(member, at);
  const equals = skipOws(member, nameEnd);
  if (member[equals] !== "=") return true;
  if (equals !== nameEnd || skipOws(member, equals + 1) !== equals + 1) return false;
  return member.slice(at, nameEnd).toLowerCase() !== "realm" || member[equals + 1] === '"';
}

function isToken68(text: string): boolean {
  return /^[\w\-.~+/]+=*$/.test(text);
}
