import { prefer, preferenceApplied, retryAfter } from "@rightstatus/core/fields";
import { isImfFixdate, isToken, parseHttpDate } from "@rightstatus/core/grammar";
import { cookiesOf } from "../readings/cookies.ts";
import { firstTwice, partsBySemicolon } from "../readings/field-text.ts";
import { type Quota, quotasOf, wholeOf } from "../readings/rate-limit.ts";
import { itemOf } from "../readings/structured.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

/** An origin as it is serialised (HTML section 7.1.1). */
const ORIGIN = /^(?:\*|null|[a-z][a-z0-9+.-]*:\/\/[^\s/?#@,]+)$/i;

const COOKIE_VALUE = /^(?:[!#-+\--:<-[\]-~]*|"[!#-+\--:<-[\]-~]*")$/;

const forPreflight = [
  "access-control-allow-headers",
  "access-control-allow-methods",
  "access-control-max-age",
];

/** Deprecation, rate limits, preferences, cookies, transport security and CORS. */
export const limits: readonly Entry[] = [
  {
    id: "deprecation/syntax",
    level: "MUST",
    section: "RFC 9745 section 2",
    fields: ["deprecation"],
    judge(view) {
      if (deprecatedAt(view) !== undefined) return undefined;
      return `Deprecation is ${shown(view.response.get("deprecation") ?? "")}, not a date such as @1767225600: clients do not warn`;
    },
    fix: 'Write the second it begins: { headers: { deprecation: "@1767225600" } }.',
  },
  {
    id: "deprecation/sunset-order",
    level: "MUST",
    section: "RFC 9745 section 4",
    fields: ["deprecation"],
    judge(view) {
      const from = deprecatedAt(view);
      const end = parseHttpDate(view.response.get("sunset") ?? "");
      return from !== undefined && end !== undefined && end < from
        ? "Sunset is before Deprecation: clients are warned when it is gone already"
        : undefined;
    },
    fix: "Let Sunset be the later of the two.",
  },
  {
    id: "sunset/syntax",
    level: "MUST",
    section: "RFC 8594 section 3, RFC 9110 section 5.6.7",
    fields: ["sunset"],
    judge({ response }) {
      const wrong = response.lines("sunset").find((line) => !isImfFixdate(line));
      if (wrong === undefined) return undefined;
      return `Sunset is ${shown(wrong)}, not in the form "Sun, 06 Nov 1994 08:49:37 GMT": clients do not see the end coming`;
    },
    fix: "Write it with date.toUTCString().",
  },
  {
    id: "ratelimit/syntax",
    level: "ADVICE",
    section: "draft-ietf-httpapi-ratelimit-headers sections 3 and 4",
    fields: ["ratelimit", "ratelimit-policy"],
    judge({ response }) {
      const [limit, policy] = [response.get("ratelimit"), response.get("ratelimit-policy")];
      if (limit !== undefined && !areQuotas(limit, "r", "t", 0)) {
        return `RateLimit is ${shown(limit)}, not a list such as "default";r=50;t=30: clients do not slow down`;
      }
      return policy !== undefined && !areQuotas(policy, "q", "w", 1)
        ? `RateLimit-Policy is ${shown(policy)}, not a list such as "default";q=100;w=60: clients do not know their share`
        : undefined;
    },
    fix: 'Set standardHeaders: "draft-8" in express-rate-limit.',
  },
  {
    id: "ratelimit/retry-after",
    level: "ADVICE",
    section: "draft-ietf-httpapi-ratelimit-headers section 6",
    fields: ["ratelimit"],
    judge({ response }) {
      const wait = retryAfter.parse(response.get("retry-after") ?? "");
      const spent = (quotasOf(response.get("ratelimit") ?? "") ?? []).filter(
        (quota) => wholeOf(quota, "r", 0) === 0,
      );
      const resets = spent.flatMap((quota) => wholeOf(quota, "t", 0) ?? []);
      if (wait === undefined || wait instanceof Date || resets.length === 0) return undefined;
      const reset = resets.reduce((one, other) => Math.max(one, other));
      if (wait >= reset) return undefined;
      return `Retry-After is ${wait} s, and the quota is back after ${reset} s: clients come too early, and are refused again`;
    },
    fix: "Answer with tooManyRequests({ retryAfter }) of at least the reset.",
  },
  {
    id: "ratelimit/trailer",
    level: "ADVICE",
    section: "draft-ietf-httpapi-ratelimit-headers section 3",
    judge({ exchange }) {
      const wrong = exchange.response.trailers?.find(([name]) =>
        /^ratelimit(?:-policy)?$/i.test(name),
      );
      return wrong && `${wrong[0]} in the trailers, where clients ignore it`;
    },
    fix: "Set it before the content.",
  },
  {
    id: "preference-applied/known",
    level: "ADVICE",
    section: "RFC 7240 section 3",
    fields: ["preference-applied"],
    judge({ request, response }) {
      const applied = preferenceApplied.parse(response.get("preference-applied") ?? "") ?? [];
      const asked = new Set(
        (prefer.parse(request.get("prefer") ?? "") ?? []).map(({ name }) => name),
      );
      const wrong = applied.find(({ name }) => !asked.has(name));
      if (wrong === undefined) return undefined;
      return `the preference ${shown(wrong.name)} was applied, and the request did not ask for it`;
    },
    fix: "Answer with preferred(), which names what was asked for and done.",
  },
  {
    id: "cookie/syntax",
    level: "SHOULD",
    section: "RFC 6265 section 4.1.1",
    fields: ["set-cookie"],
    judge(view) {
      for (const { name, value } of cookiesOf(view)) {
        if (!isToken(name))
          return `${shown(name)} is no name of a cookie: clients drop it, or send it back as another one`;
        if (!COOKIE_VALUE.test(value))
          return `the cookie ${shown(name)} has ${shown(value)} for a value: clients and servers differ in what they read of it`;
      }
      return undefined;
    },
    fix: "Encode the value, as res.cookie() does: a space, a comma, a quote and a backslash have no place in it.",
  },
  {
    id: "cookie/name-duplicate",
    level: "SHOULD",
    section: "RFC 6265 section 4.1.1",
    fields: ["set-cookie"],
    judge(view) {
      const wrong = firstTwice(cookiesOf(view).map(({ name }) => name));
      if (wrong === undefined) return undefined;
      return `the cookie ${shown(wrong)} is set twice: which one a client keeps depends on how it reads`;
    },
    fix: "Set it once, or give the two different names.",
  },
  {
    id: "cookie/attribute-duplicate",
    level: "SHOULD",
    section: "RFC 6265 section 4.1.1",
    fields: ["set-cookie"],
    judge(view) {
      for (const { attributes, name } of cookiesOf(view)) {
        const wrong = firstTwice(attributes.map(([attribute]) => attribute));
        if (wrong !== undefined)
          return `the cookie ${shown(name)} has the attribute ${shown(wrong)} twice: clients differ in which one counts`;
      }
      return undefined;
    },
    fix: "Write each attribute once, as res.cookie() and ctx.cookies.set() do.",
  },
  {
    id: "cookie/expires-format",
    level: "SHOULD",
    section: "RFC 6265 section 4.1.1",
    fields: ["set-cookie"],
    judge(view) {
      for (const { attributes, name } of cookiesOf(view)) {
        const wrong = attributes.find(([key, value]) => key === "expires" && !isImfFixdate(value));
        if (wrong !== undefined)
          return `the cookie ${shown(name)} expires ${shown(wrong[1])}, not in the form "Sun, 06 Nov 1994 08:49:37 GMT": some clients keep it for the session only`;
      }
      return undefined;
    },
    fix: "Give a Date to res.cookie() or ctx.cookies.set(), or say Max-Age.",
  },
  {
    id: "cookie/prefix",
    level: "ADVICE",
    section: "draft-ietf-httpbis-rfc6265bis section 4.1.3",
    fields: ["set-cookie"],
    judge(view) {
      const wrong = cookiesOf(view).find(({ attributes, name }) => {
        const of = new Map(attributes);
        if (/^__secure-/i.test(name)) return !of.has("secure");
        if (!/^__host-/i.test(name)) return false;
        return !of.has("secure") || of.get("path") !== "/" || of.has("domain");
      });
      if (wrong === undefined) return undefined;
      return `the cookie ${shown(wrong.name)} has not the attributes that its prefix demands: browsers drop it`;
    },
    fix: "__Secure- wants Secure; __Host- wants Secure, Path=/ and no Domain.",
  },
  {
    id: "hsts/over-http",
    level: "MUST",
    section: "RFC 6797 section 7.2",
    fields: ["strict-transport-security"],
    judge: ({ circumstances }) =>
      circumstances.secure === false
        ? "Strict-Transport-Security over plain HTTP, where anybody can write it: browsers ignore it"
        : undefined,
    fix: "Send it over TLS only, and redirect the rest with permanentRedirect(httpsUrl).",
  },
  {
    id: "hsts/max-age",
    level: "MUST",
    section: "RFC 6797 section 6.1, RFC 6797 section 6.1.1",
    fields: ["strict-transport-security"],
    judge({ response }) {
      const [line = ""] = response.lines("strict-transport-security");
      const parts = partsBySemicolon(line.toLowerCase()).filter((part) => part !== "");
      const names = parts.map((part) => part.split("=", 1)[0]?.trim() ?? "");
      const wrong = firstTwice(names);
      if (wrong !== undefined)
        return `Strict-Transport-Security has ${shown(wrong)} twice: browsers ignore all of it`;
      const age = parts[names.indexOf("max-age")];
      return age !== undefined && /^max-age[ \t]*=[ \t]*(?:\d+|"\d+")$/.test(age)
        ? undefined
        : `Strict-Transport-Security is ${shown(line)}, without max-age in seconds: browsers ignore all of it`;
    },
    fix: 'Say for how long: { headers: { "strict-transport-security": "max-age=31536000" } }.',
  },
  {
    id: "cors/credentials-true",
    level: "MUST",
    section: "Fetch section 3.3.3",
    fields: ["access-control-allow-credentials"],
    judge({ response }) {
      const value = response.get("access-control-allow-credentials") ?? "";
      if (value === "true") return undefined;
      return `Access-Control-Allow-Credentials is ${shown(value)}, and nothing but true has a meaning: browsers keep credentials back`;
    },
    fix: "Send true, or leave the field out.",
  },
  {
    id: "cors/origin-single",
    level: "MUST",
    section: "Fetch section 3.3.3, Fetch section 3.3.5",
    fields: ["access-control-allow-origin"],
    judge({ response }) {
      const value = response.get("access-control-allow-origin") ?? "";
      if (value === "*" && response.get("access-control-allow-credentials") === "true") {
        return 'Access-Control-Allow-Origin is "*" beside Access-Control-Allow-Credentials: browsers block the response to a request with credentials';
      }
      if (ORIGIN.test(value)) return undefined;
      return `Access-Control-Allow-Origin is ${shown(value)}, which is not one origin, "*" or null: browsers block the response`;
    },
    fix: 'Send the one origin that asked, with { vary: ["origin"] }, or "*".',
  },
  {
    id: "cors/max-age",
    level: "ADVICE",
    section: "Fetch section 3.3.3",
    fields: ["access-control-max-age"],
    judge({ response }) {
      const [value = ""] = response.lines("access-control-max-age");
      if (/^\d+$/.test(value)) return undefined;
      return `Access-Control-Max-Age is ${shown(value)}, which is no number of seconds: browsers take 5 of them`;
    },
    fix: "Write whole seconds; 0 keeps browsers from remembering the response.",
  },
  {
    id: "cors/preflight-only",
    level: "ADVICE",
    section: "Fetch section 3.3.3",
    fields: forPreflight,
    judge({ method, response }) {
      if (method === "OPTIONS") return undefined;
      const name = forPreflight.find((one) => response.has(one));
      return `${name} is read in responses to a preflight only: octets for nothing`;
    },
    fix: "Send it in responses to OPTIONS alone, as the packages cors and @koa/cors do.",
  },
  {
    id: "nosniff/value",
    level: "MUST",
    section: "Fetch section 3.6",
    fields: ["x-content-type-options"],
    judge({ response }) {
      const [value = ""] = response.lines("x-content-type-options");
      if (value.toLowerCase() === "nosniff") return undefined;
      return `X-Content-Type-Options is ${shown(value)}, and nothing but nosniff has a meaning: browsers go on guessing types`;
    },
    fix: "Send nosniff, as helmet does.",
  },
];

/** The time from which on it is deprecated. */
function deprecatedAt({ response }: View): Date | undefined {
  const value = itemOf(response.get("deprecation") ?? "")?.[0];
  return typeof value === "object" && "seconds" in value
    ? new Date(value.seconds * 1000)
    : undefined;
}

/** Does each quota have the required number, and is the optional one a number, too? */
function areQuotas(value: string, must: string, may: string, least: number): boolean {
  const isRight = (quota: Quota): boolean =>
    wholeOf(quota, must, 0) !== undefined &&
    (!quota.has(may) || wholeOf(quota, may, least) !== undefined);
  return quotasOf(value)?.every(isRight) === true;
}
