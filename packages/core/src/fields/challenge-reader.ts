import { readAttribute } from "../grammar/attributes.ts";
import { isTidy, splitList } from "../grammar/list.ts";
import { skipOws, tokenEnd } from "../grammar/token.ts";
import type { FieldReader } from "./codec.ts";

/** What a client must prove, and how (RFC 9110 section 11.3): a scheme, with a token68 or parameters. */
export type Challenge =
  | { readonly scheme: string; readonly token68: string }
  | { readonly scheme: string; readonly params?: Readonly<Record<string, string>> };

/** What reads `wwwAuthenticate`. */
export const wwwAuthenticateReader: FieldReader<readonly Challenge[]> = challengesReader(
  "www-authenticate",
  "RFC 9110 section 11.6.1",
);

/** What reads `proxyAuthenticate`. */
export const proxyAuthenticateReader: FieldReader<readonly Challenge[]> = challengesReader(
  "proxy-authenticate",
  "RFC 9110 section 11.7.1",
);

const REALM = /^([^ ="]+ +)?realm=[^"]/i;

/* @__NO_SIDE_EFFECTS__ */ function challengesReader(
  name: Lowercase<string>,
  section: string,
): FieldReader<readonly Challenge[]> {
  return {
    name,
    section,
    parse: parseChallenges,
    // A realm is a quoted-string alone (RFC 9110 section 11.5).
    isSendable: (line) => isTidy(line) && !splitList(line).some((member) => REALM.test(member)),
  };
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

/** Is this a `token68` (RFC 9110 section 11.2)? */
export function isToken68(text: string): boolean {
  return /^[\w\-.~+/]+=*$/.test(text);
}
