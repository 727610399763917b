import { connection, date, im, link, retryAfter, upgrade } from "@rightstatus/core/fields";
import { splitList } from "@rightstatus/core/grammar";
import { httpVersionOf } from "../http-version.ts";
import { type ChallengeRead, challengesOf } from "../readings/challenges.ts";
import { isEmpty, isLegible, textOf } from "../readings/content.ts";
import { repeatedIn } from "../readings/parameters.ts";
import { reading } from "../readings/reading.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

const challengeFields = ["www-authenticate", "proxy-authenticate"] as const;
const challengeIt =
  'Answer with unauthorized(basic("realm")), or bearer(), which write the challenge.';
const explainIt = "Answer with the helper of the status and a detail: it sends problem details.";
const switchIt =
  "Answer with switchingProtocols(protocol), or let attach(server, { upgrade }) do the handshake.";

/** What single statuses require (RFC 9110 section 15, RFC 6585, RFC 7725). */
export const statuses: readonly Entry[] = [
  {
    id: "status/101-upgrade",
    level: "MUST",
    section: "RFC 9110 section 15.2.2, RFC 9110 section 7.8",
    statuses: [101],
    judge: ({ response }) =>
      response.has("upgrade")
        ? undefined
        : "a 101 without Upgrade: the client does not know which protocol comes next",
    fix: switchIt,
  },
  {
    id: "status/101-connection",
    level: "MUST",
    section: "RFC 9110 section 7.8",
    statuses: [101],
    judge: (view) =>
      view.major === 1 && !connectionHas(view, "upgrade")
        ? 'a 101 without "upgrade" in Connection: intermediaries pass Upgrade on'
        : undefined,
    fix: switchIt,
  },
  {
    id: "status/101-offered",
    level: "MUST",
    section: "RFC 9110 section 7.8",
    statuses: [101],
    fields: ["upgrade"],
    judge({ request, response }) {
      const offered = versionsOf(upgrade.parse(request.get("upgrade") ?? "") ?? []);
      const chosen = upgrade.parse(response.get("upgrade") ?? "") ?? [];
      const other = chosen.find((one) => !isOffered(one, offered));
      return (
        other && `a 101 to ${shown(other)}, which the client did not offer: it cannot speak it`
      );
    },
    fix: switchIt,
  },
  {
    id: "status/426-upgrade",
    level: "MUST",
    section: "RFC 9110 section 15.5.22, RFC 9110 section 7.8",
    statuses: [426],
    // HTTP/2 and HTTP/3 MUST NOT send the field (RFC 9113 section 8.2.2).
    judge: ({ major, response }) =>
      major > 1 || response.has("upgrade")
        ? undefined
        : "a 426 without Upgrade: the client does not learn which protocol is wanted",
    fix: 'Answer with upgradeRequired(["websocket"]).',
  },
  {
    id: "status/upgrade-connection",
    level: "MUST",
    section: "RFC 9110 section 7.8",
    fields: ["upgrade"],
    judge: (view) =>
      view.major === 1 && !connectionHas(view, "upgrade")
        ? 'Upgrade without "upgrade" in Connection: intermediaries pass it on'
        : undefined,
    fix: "Answer with upgradeRequired() or switchingProtocols(), which send both.",
  },
  {
    id: "status/226-etag",
    level: "MUST",
    section: "RFC 3229 section 10.4.1",
    statuses: [226],
    judge({ response }) {
      const missing = ["etag", "im"].filter((name) => !response.has(name));
      if (missing.length > 0) {
        return `a 226 without ${missing.join(" and ")}: the client cannot tell to what the content belongs`;
      }
      return im.parse(response.get("im") ?? "") === undefined && !response.get("im")?.includes(";")
        ? `IM is ${shown(response.get("im"))}, which names no instance manipulation`
        : undefined;
    },
    fix: "Answer with imUsed(im, body, { etag }).",
  },
  {
    id: "status/226-a-im",
    level: "MUST",
    section: "RFC 3229 section 10.4.1",
    statuses: [226],
    judge: ({ request }) =>
      request.has("a-im")
        ? undefined
        : "a 226 for a request without A-IM: the client takes the difference for the whole",
    fix: "Answer with ok() where the request has no A-IM.",
  },
  {
    id: "status/300-content",
    level: "SHOULD",
    section: "RFC 9110 section 15.4.1",
    statuses: [300],
    judge: (view) =>
      isEmpty(view) ? "a 300 without content: there is nothing to choose from" : undefined,
    fix: "Answer with multipleChoices(alternatives, { preferred }).",
  },
  {
    id: "status/3xx-location",
    level: "SHOULD",
    section:
      "RFC 9110 section 15.4.2, RFC 9110 section 15.4.3, RFC 9110 section 15.4.4, RFC 9110 section 15.4.8, RFC 9110 section 15.4.9",
    statuses: [301, 302, 303, 307, 308],
    judge: ({ response, status }) =>
      response.has("location")
        ? undefined
        : `a ${status} without Location: the client has nowhere to go`,
    fix: "Answer with seeOther(location), found(), temporaryRedirect(), movedPermanently() or permanentRedirect().",
  },
  {
    id: "status/401-challenge",
    level: "MUST",
    section: "RFC 9110 section 15.5.2, RFC 9110 section 11.6.1",
    statuses: [401],
    judge: ({ response }) =>
      splitList(response.get("www-authenticate") ?? "").length > 0
        ? undefined
        : "a 401 without a challenge in WWW-Authenticate: the client does not learn how to log in",
    fix: challengeIt,
  },
  {
    id: "status/407-challenge",
    level: "MUST",
    section: "RFC 9110 section 15.5.8, RFC 9110 section 11.7.1",
    statuses: [407],
    judge: ({ response }) =>
      splitList(response.get("proxy-authenticate") ?? "").length > 0
        ? undefined
        : "a 407 without a challenge in Proxy-Authenticate: the client does not learn how to log in",
    fix: 'Answer with proxyAuthenticationRequired(basic("realm")).',
  },
  {
    id: "status/challenge-syntax",
    level: "MUST",
    section: "RFC 9110 section 11.3",
    fields: challengeFields,
    judge(view) {
      const wrong = challengeFields.find((name) => challenges(view).get(name) === undefined);
      if (wrong === undefined) return undefined;
      return `${wrong} is ${shown(view.response.get(wrong))}, which is no list of challenges: clients do not ask for credentials`;
    },
    fix: challengeIt,
  },
  {
    id: "status/realm-quoted",
    level: "MUST",
    section: "RFC 9110 section 11.5",
    fields: challengeFields,
    judge(view) {
      for (const { params, scheme } of allChallenges(view)) {
        const realm = params.find(({ name, quoted }) => name === "realm" && !quoted);
        if (realm)
          return `the realm of ${scheme} (${realm.value}) is not quoted: some clients do not read it`;
      }
      return undefined;
    },
    fix: challengeIt,
  },
  {
    id: "status/challenge-param-once",
    level: "MUST",
    section: "RFC 9110 section 11.2",
    fields: challengeFields,
    judge(view) {
      for (const { params, scheme } of allChallenges(view)) {
        const twice = repeatedIn(params);
        if (twice !== undefined)
          return `${scheme} has ${twice} twice: each client takes another one`;
      }
      return undefined;
    },
    fix: challengeIt,
  },
  {
    id: "status/basic-charset",
    level: "MUST",
    section: "RFC 7617 section 2, RFC 7617 section 2.1",
    fields: challengeFields,
    judge(view) {
      for (const { params, scheme } of allChallenges(view)) {
        if (scheme.toLowerCase() !== "basic") continue;
        if (!params.some(({ name }) => name === "realm")) {
          return "Basic without realm: clients do not know for what the password is";
        }
        const charset = params.find(({ name }) => name === "charset")?.value ?? "UTF-8";
        if (charset.toUpperCase() !== "UTF-8") {
          return `Basic with the charset ${shown(charset)}: there is UTF-8 and no other`;
        }
      }
      return undefined;
    },
    fix: 'Answer with unauthorized(basic("realm", { charset: "UTF-8" })).',
  },
  {
    id: "status/digest-quoting",
    level: "MUST",
    section: "RFC 7616 section 3.3",
    fields: challengeFields,
    judge(view) {
      for (const { params, scheme } of allChallenges(view)) {
        if (scheme.toLowerCase() !== "digest") continue;
        const wrong = params.find(({ name, quoted }) => digestQuoting.get(name) === !quoted);
        if (wrong === undefined) continue;
        return `the ${wrong.name} of Digest is ${wrong.quoted ? "" : "not "}quoted: clients that read it as it was always written do not`;
      }
      return undefined;
    },
    fix: 'Answer with unauthorized({ scheme: "Digest", params: { realm: "a", nonce: "b", qop: "auth" } }), which quotes what has to be.',
  },
  {
    id: "status/bearer-error",
    level: "SHOULD",
    section: "RFC 6750 section 3.1, RFC 9470 section 3",
    fields: ["www-authenticate"],
    judge(view) {
      for (const { params, scheme } of allChallenges(view)) {
        if (scheme.toLowerCase() !== "bearer") continue;
        const error = params.find(({ name }) => name === "error")?.value ?? "";
        const status = bearerErrors.get(error);
        if (status === undefined || status === view.status) continue;
        return `Bearer with the error ${error} in a ${view.status}, where a ${status} belongs to it: clients that go by the status do the wrong thing about it`;
      }
      return undefined;
    },
    fix: "Answer invalid_token with unauthorized(), insufficient_scope with forbidden(), invalid_request with badRequest().",
  },
  {
    id: "status/408-close",
    level: "SHOULD",
    section: "RFC 9112 section 9.6",
    statuses: [408],
    judge(view) {
      if (view.exchange.response.closed === false || view.major !== 1) return undefined;
      if (connectionHas(view, "close")) return undefined;
      return "a 408 without Connection: close, where the end of the request was given up: the client may send more behind it";
    },
    fix: "Let attach(server) answer what comes too late, or answer with requestTimeout().",
  },
  emptiness("status/409-content", "RFC 9110 section 15.5.10", [409], "what stands in the way"),
  {
    id: "status/451-blocked-by",
    level: "SHOULD",
    section: "RFC 7725 section 4",
    statuses: [451],
    judge({ response }) {
      const links = link.parse(response.get("link") ?? "") ?? [];
      if (links.some(({ rel }) => rel.toLowerCase().split(" ").includes("blocked-by")))
        return undefined;
      return "a 451 without a Link to who blocks it (rel=blocked-by): nobody can turn to them";
    },
    fix: "Answer with unavailableForLegalReasons({ blockedBy: url }).",
  },
  emptiness("status/451-explains", "RFC 7725 section 3", [451], "who demanded it and why"),
  emptiness("status/429-explains", "RFC 6585 section 4", [429], "which limit there is"),
  {
    id: "status/431-names-field",
    level: "SHOULD",
    section: "RFC 6585 section 5",
    statuses: [431],
    judge(view) {
      if (view.method === "HEAD") return undefined;
      const name = fieldAtFault(view);
      if (name === undefined) return undefined;
      if (!isEmpty(view) && (!isLegible(view) || textOf(view).toLowerCase().includes(name)))
        return undefined;
      return `a 431 that does not name ${name}, the one field that is large: the client cannot do without it`;
    },
    fix: "Answer with requestHeaderFieldsTooLarge(detail), where the detail names the field.",
  },
  {
    id: "status/511-link",
    level: "SHOULD",
    section: "RFC 6585 section 6",
    statuses: [511],
    judge(view) {
      const { response } = view;
      if (challengeFields.some((name) => response.has(name))) {
        return "a 511 with a challenge: the client takes it for one of the origin server";
      }
      if (!isLegible(view)) return undefined;
      const text = textOf(view);
      if (/<form[\s>]|type=["']?password/i.test(text)) {
        return "a 511 with the login form itself: the user types a password into a page of nobody";
      }
      if (response.has("link") || /https?:\/\/|href=|url=/i.test(text)) return undefined;
      return "a 511 without a link to the login: the user does not get further";
    },
    fix: "Answer with networkAuthenticationRequired(loginUrl).",
  },
  emptiness("status/4xx-content", "RFC 9110 section 15.5", range(400), "what is wrong"),
  emptiness("status/5xx-content", "RFC 9110 section 15.6", range(500), "what went wrong"),
  {
    id: "retry-after/syntax",
    level: "MUST",
    section: "RFC 9110 section 10.2.3",
    fields: ["retry-after"],
    judge({ response }) {
      const wrong = response
        .lines("retry-after")
        .map((line) => line.trim())
        .find((line) => retryAfter.parse(line) === undefined && !/^\d+$/.test(line));
      if (wrong === undefined) return undefined;
      return `Retry-After is ${shown(wrong)}, neither whole seconds nor a date: clients try again at once`;
    },
    fix: "Answer with serviceUnavailable({ retryAfter }), tooManyRequests({ retryAfter }) or contentTooLarge().",
  },
  {
    id: "retry-after/past",
    level: "ADVICE",
    section: "RFC 9110 section 10.2.3",
    fields: ["retry-after"],
    judge({ response }) {
      const at = retryAfter.parse(response.get("retry-after") ?? "");
      const now = date.parse(response.get("date") ?? "");
      if (!(at instanceof Date) || now === undefined || at >= now) return undefined;
      return `Retry-After (${shown(response.get("retry-after"))}) is before Date: clients try again at once`;
    },
    fix: "Give the helper seconds, or a Date that is to come.",
  },
  {
    id: "retry-after/meaningful",
    level: "ADVICE",
    section: "RFC 9110 section 10.2.3, RFC 9110 section 15.5.14, RFC 6585 section 4",
    fields: ["retry-after"],
    judge({ status }) {
      if ((status >= 300 && status < 400) || [202, 413, 425, 429, 503].includes(status))
        return undefined;
      return `Retry-After in a ${status}: few clients look for it there`;
    },
    fix: "Send it with serviceUnavailable(), tooManyRequests(), contentTooLarge() or a redirect.",
  },
  {
    id: "connection/close-echo",
    level: "SHOULD",
    section: "RFC 9112 section 9.6",
    asks: ["connection"],
    judge(view) {
      const { exchange, isHttp10, major, request, status } = view;
      if (major !== 1 || status === 101 || isHttp10) return undefined;
      // Section 9.3: a response of HTTP/1.0 ends the connection unless it says keep-alive.
      const is10 = httpVersionOf(exchange.response.httpVersion) === "1.0";
      if (is10 && !connectionHas(view, "keep-alive")) return undefined;
      if (!has(request.get("connection"), "close") || connectionHas(view, "close"))
        return undefined;
      return "the request says Connection: close, the response does not: pipelined requests wait for a response";
    },
    fix: "Leave Connection to node:http, which answers with close.",
  },
];

/** Parameters of Digest that have to be quoted, or must not be; of realm it is another rule. */
const digestQuoting: ReadonlyMap<string, boolean> = new Map([
  ["algorithm", false],
  ["domain", true],
  ["nonce", true],
  ["opaque", true],
  ["qop", true],
  ["stale", false],
]);

/** The status that tells of an error of Bearer. */
const bearerErrors: ReadonlyMap<string, number> = new Map([
  ["insufficient_scope", 403],
  ["insufficient_user_authentication", 401],
  ["invalid_request", 400],
  ["invalid_token", 401],
]);

function emptiness(id: string, section: string, codes: readonly number[], what: string): Entry {
  return {
    id,
    level: "SHOULD",
    section,
    statuses: codes,
    judge: (view) =>
      isEmpty(view) ? `a ${view.status} without content: nobody learns ${what}` : undefined,
    fix: explainIt,
  };
}

function range(first: number): readonly number[] {
  return Array.from({ length: 100 }, (_, i) => first + i);
}

function has(line: string | undefined, option: string): boolean {
  return connection.parse(line ?? "")?.includes(option) === true;
}

function connectionHas({ response }: View, option: string): boolean {
  return has(response.get("connection"), option);
}

/** The versions of each protocol, by its name in lower case; "" for a name without a version. */
function versionsOf(protocols: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>();
  for (const protocol of protocols) {
    const [name = "", version = ""] = protocol.toLowerCase().split("/");
    const known = versions.get(name);
    if (known === undefined) versions.set(name, new Set([version]));
    else known.add(version);
  }
  return versions;
}

/** Names are compared in any case, and versions if both sides name one (section 7.8). */
function isOffered(protocol: string, offered: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const [name = "", version = ""] = protocol.toLowerCase().split("/");
  const versions = offered.get(name);
  if (versions === undefined) return false;
  return version === "" || versions.has("") || versions.has(version);
}

/** The challenges by field; undefined if the field is malformed. */
const challenges: (view: View) => ReadonlyMap<string, readonly ChallengeRead[] | undefined> =
  reading(
    ({ response }) =>
      new Map(challengeFields.map((name) => [name, challengesOf(response.get(name) ?? "")])),
  );

function allChallenges(view: View): readonly ChallengeRead[] {
  return challengeFields.flatMap((name) => challenges(view).get(name) ?? []);
}

/** Octets. A single line below this, or all other lines together below it, does not explain a 431. */
const LARGE = 4096;

/** The name, in lower case, of the one field that is large while the others are not. */
function fieldAtFault({ exchange }: View): string | undefined {
  let largest = { name: "", size: 0 };
  let sum = 0;
  for (const [name, value] of exchange.request.headers) {
    const size = name.length + value.length;
    sum += size;
    if (size > largest.size) largest = { name, size };
  }
  if (largest.size < LARGE || sum - largest.size >= LARGE) return undefined;
  return largest.name.toLowerCase();
}
