import { statuses } from "@rightstatus/core";
import {
  cacheControl,
  contentLocation,
  date,
  etagField,
  expires,
  ifModifiedSince,
  ifNoneMatch,
  isWeak,
  lastModified,
  preferenceApplied,
  weakMatch,
} from "@rightstatus/core/fields";
import { isToken } from "@rightstatus/core/grammar";
import { preconditionFields, sameRequest } from "../readings/conditions.ts";
import { codingsOf } from "../readings/content.ts";
import { directive, isCacheable, isFresh } from "../readings/freshness.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

/** How far Date may be from the right time, in milliseconds. */
const TOLERANCE = 5000;

/** Directives with a number of seconds (RFC 9111 sections 5.2.2.1 and 5.2.2.10). */
const seconds: ReadonlySet<string> = new Set(["max-age", "s-maxage"]);

/** Directives whose argument, where they have one, is a list of field names. */
const qualified: ReadonlySet<string> = new Set(["no-cache", "private"]);

/** Directives without an argument. Of immutable, RFC 8246 section 2 has it ignored. */
const bare: ReadonlySet<string> = new Set([
  "must-revalidate",
  "must-understand",
  "no-store",
  "no-transform",
  "proxy-revalidate",
  "public",
]);

const heuristic = statuses.filter(({ cacheable }) => cacheable).map(({ code }) => code);

/** What a 304 repeats of the 200 (RFC 9110 section 15.4.5). */
const repeated = ["cache-control", "content-location", "date", "etag", "expires", "vary"];

/** What a 304 need not say, for the cache has it. */
const known = ["content-encoding", "content-language", "content-range", "content-type"];

/** By request field, what is chosen by it (RFC 9110 section 12.5). */
const negotiated: readonly (readonly [asked: string, chosen: string])[] = [
  ["accept", "content-type"],
  ["accept-encoding", "content-encoding"],
  ["accept-language", "content-language"],
];

/** Date, validators, Cache-Control, Vary and 304 (RFC 9110 sections 6.6.1, 8.8, 12.5.5 and 15.4.5, RFC 9111). */
export const caching: readonly Entry[] = [
  {
    id: "date/present",
    level: "MUST",
    section: "RFC 9110 section 6.6.1",
    judge: ({ circumstances, response, status }) =>
      status >= 200 && status < 500 && circumstances.clock !== false && !response.has("date")
        ? `a ${status} without Date: caches count its age from when it came`
        : undefined,
    fix: "Leave sendDate of node:http on, and answer parser errors with attach(server).",
  },
  {
    id: "date/accurate",
    level: "SHOULD",
    section: "RFC 9110 section 6.6.1",
    fields: ["date"],
    judge({ circumstances, response }) {
      const said = date.parse(response.get("date") ?? "");
      if (said === undefined || circumstances.received === undefined) return undefined;
      const age = /^\d{1,9}$/.exec(response.get("age") ?? "")?.[0] ?? "0";
      const off = circumstances.received.getTime() - Number(age) * 1000 - said.getTime();
      if (!(Math.abs(off) > TOLERANCE)) return undefined;
      return `Date is ${Math.round(Math.abs(off) / 1000)} s ${off > 0 ? "behind" : "ahead"}: caches keep the response too ${off > 0 ? "short" : "long"}`;
    },
    fix: "Set the clock by NTP, and leave Date to node:http.",
  },
  {
    id: "last-modified/not-future",
    level: "MUST",
    section: "RFC 9110 section 8.8.2.1",
    fields: ["last-modified"],
    judge({ response }) {
      const modified = lastModified.parse(response.get("last-modified") ?? "");
      const said = date.parse(response.get("date") ?? "");
      if (modified === undefined || said === undefined || modified <= said) return undefined;
      return `Last-Modified, ${shown(response.get("last-modified") ?? "")}, is later than Date: changes before then go unnoticed`;
    },
    fix: "Give { lastModified } no later than now: file() and send() take the earlier of the two.",
  },
  {
    id: "last-modified/needs-date",
    level: "ADVICE",
    section: "RFC 9110 section 8.8.2.2",
    fields: ["last-modified", "expires"],
    judge: ({ response }) =>
      response.has("date")
        ? undefined
        : "Last-Modified or Expires without Date, from which caches count",
    fix: "Leave sendDate of node:http on.",
  },
  {
    id: "etag/syntax",
    level: "MUST",
    section: "RFC 9110 section 8.8.3",
    fields: ["etag"],
    judge({ response }) {
      const wrong = response.lines("etag").find((line) => etagField.parse(line) === undefined);
      if (wrong === undefined) return undefined;
      return `ETag is ${shown(wrong)}, which is no entity-tag: clients that ask with it never get a 304`;
    },
    fix: 'Make it with etag("7"), which quotes, or etagOf(bytes).',
  },
  {
    id: "etag/no-backslash",
    level: "ADVICE",
    section: "RFC 9110 section 8.8.3",
    fields: ["etag"],
    judge: ({ response }) =>
      response.get("etag")?.includes("\\")
        ? "a backslash in ETag: some clients remove it, and never get a 304"
        : undefined,
    fix: "Make it with etagOf(bytes), or encode the version that it holds.",
  },
  {
    id: "etag/strong-per-coding",
    level: "MUST",
    section: "RFC 9110 section 8.8.1, RFC 9110 section 8.8.3",
    fields: ["etag"],
    judge(view) {
      const { pair } = view;
      const tag = strongTag(view);
      if (tag === undefined || pair === undefined || strongTag(pair) !== tag) return undefined;
      if (!areRepresentations(view, pair)) return undefined;
      const [one, two] = [codingsOf(view).join(), codingsOf(pair).join()];
      if (one === two && !differ(view.body, pair.body)) return undefined;
      return `ETag ${shown(tag)} stands for different bytes: clients join parts of both, and keep what is broken`;
    },
    fix: "Tag each coding by its own bytes with etagOf(bytes), as negotiate() does, or weaken the tag.",
  },
  {
    id: "etag/stable",
    level: "ADVICE",
    section: "RFC 9110 section 8.8.1",
    fields: ["etag"],
    judge(view) {
      const { body, pair } = view;
      const tag = strongTag(view);
      const other = pair && strongTag(pair);
      if (pair === undefined || tag === undefined || other === undefined || tag === other)
        return undefined;
      if (!areRepresentations(view, pair) || !sameRequest(view, pair, preconditionFields))
        return undefined;
      if (!body?.length || pair.body === undefined || differ(body, pair.body)) return undefined;
      return `the same bytes have ETag ${shown(tag)} and ${shown(other)}: clients fetch what they have`;
    },
    fix: "Tag by content with etagOf(bytes), not by time or process.",
  },
  {
    id: "validators/get",
    level: "SHOULD",
    section: "RFC 9110 section 15.3.1",
    statuses: [200],
    methods: ["GET", "HEAD"],
    judge: (view) =>
      !view.response.has("etag") &&
      !view.response.has("last-modified") &&
      directive(view, "no-store") === undefined
        ? "a 200 without ETag and Last-Modified: clients cannot ask for changes, nor go on with a download"
        : undefined,
    fix: "Answer with ok(body), which is tagged by its bytes, or give { etag } or { lastModified }.",
  },
  {
    id: "validators/put",
    level: "MUST",
    section: "RFC 9110 section 9.3.4",
    methods: ["PUT"],
    judge(view) {
      const { exchange, pair, request, response, status } = view;
      const tag = response.get("etag");
      const sent = exchange.request.body;
      if (tag === undefined || status < 200 || status > 299 || sent === undefined) return undefined;
      if (pair?.method !== "GET" || pair.status !== 200 || pair.response.get("etag") !== tag)
        return undefined;
      if (pair.exchange.request.target !== exchange.request.target) return undefined;
      const coding = request.get("content-encoding")?.toLowerCase() ?? "";
      if (coding !== codingsOf(pair).join() || !differ(sent, pair.body)) return undefined;
      return "the answer to PUT has the ETag of content that is not what the client sent: it takes its own copy for that of the server";
    },
    fix: "Answer with noContent(), without { etag }, where what was sent is changed before it is stored.",
  },
  {
    id: "age/syntax",
    level: "MUST",
    section: "RFC 9111 section 5.1",
    fields: ["age"],
    judge({ response }) {
      const wrong = response.lines("age").find((line) => !/^\d+$/.test(line));
      if (wrong === undefined) return undefined;
      return `Age is ${shown(wrong)}, not a number of seconds: caches ignore it and keep the response too long`;
    },
    fix: "Leave Age to caches.",
  },
  {
    id: "age/origin",
    level: "ADVICE",
    section: "RFC 9111 section 5.1",
    fields: ["age"],
    judge: ({ role }) =>
      role === "origin"
        ? "an origin sends Age: caches take the response for one that was stored before"
        : undefined,
    fix: "Leave Age to caches.",
  },
  {
    id: "expires/valid",
    level: "MUST",
    section: "RFC 9111 section 5.3",
    fields: ["expires"],
    judge({ response }) {
      const wrong = response.lines("expires").find((line) => expires.parse(line) === undefined);
      if (wrong === undefined) return undefined;
      return `Expires is ${shown(wrong)}, which is no date: clients guess that it is over already`;
    },
    fix: 'Say what you mean with { cacheControl: "no-cache" } or { cacheControl: "no-store" }, without Expires.',
  },
  {
    id: "expires/with-max-age",
    level: "ADVICE",
    section: "RFC 9111 section 5.3",
    fields: ["expires"],
    judge: (view) =>
      directive(view, "max-age") === undefined
        ? undefined
        : "Expires stands beside max-age, for which caches ignore it",
    fix: "Leave Expires out.",
  },
  {
    id: "cc/syntax",
    level: "MUST",
    section: "RFC 9111 section 5.2",
    fields: ["cache-control"],
    judge({ response }) {
      const wrong = response
        .lines("cache-control")
        .find((line) => cacheControl.parse(line) === undefined);
      if (wrong === undefined) return undefined;
      return `Cache-Control is ${shown(wrong)}, which is no list of directives: caches may ignore all of it`;
    },
    fix: 'Put commas between directives: { cacheControl: "private, max-age=60" } refuses the rest.',
  },
  {
    id: "cc/delta-token",
    level: "MUST",
    section: "RFC 9111 section 5.2.2.1, RFC 9111 section 5.2.2.10",
    fields: ["cache-control"],
    judge({ directives }) {
      const wrong = directives.find(
        ({ argument, name, quoted }) =>
          seconds.has(name) && (quoted || argument === true || !/^\d+$/.test(argument)),
      );
      if (wrong === undefined) return undefined;
      const { argument, name, quoted } = wrong;
      const said =
        argument === true ? "nothing" : quoted ? `${shown(argument)}, in quotes` : shown(argument);
      return `${name} says ${said}, not plain seconds: caches take the response for stale`;
    },
    fix: 'Say whole seconds: { cacheControl: "max-age=60" }.',
  },
  {
    id: "cc/qualified-quoted",
    level: "SHOULD",
    section: "RFC 9111 section 5.2.2.4, RFC 9111 section 5.2.2.7",
    fields: ["cache-control"],
    judge({ directives }) {
      const wrong = directives.find(
        ({ argument, name, quoted }) => qualified.has(name) && argument !== true && !quoted,
      );
      if (wrong === undefined) return undefined;
      return `${wrong.name} names fields without quotes: caches cut the list at its first comma`;
    },
    fix: `Quote them: { cacheControl: 'no-cache="set-cookie"' }.`,
  },
  {
    id: "cc/argument-not-allowed",
    level: "MUST",
    section: "RFC 9111 section 5.2",
    fields: ["cache-control"],
    judge({ directives }) {
      const wrong = directives.find(({ argument, name }) => bare.has(name) && argument !== true);
      if (wrong === undefined) return undefined;
      return `${wrong.name} has an argument, and takes none: caches may not know it then`;
    },
    fix: 'Say it alone: { cacheControl: "no-store" }.',
  },
  {
    id: "cc/duplicate",
    level: "ADVICE",
    section: "RFC 9111 section 4.2.1",
    fields: ["cache-control"],
    judge({ directives }) {
      const seen = new Set<string>();
      for (const { name } of directives) {
        if (seen.has(name))
          return `${shown(name)} stands there twice: caches take the first, or call the response stale`;
        seen.add(name);
      }
      return undefined;
    },
    fix: "Set Cache-Control in one place, with { cacheControl }.",
  },
  {
    id: "cc/conflict",
    level: "ADVICE",
    section: "RFC 9111 section 4.2.1, RFC 9111 section 5.2.2",
    fields: ["cache-control"],
    judge(view) {
      const has = (name: string): boolean => directive(view, name) !== undefined;
      const fresh = isFresh(view);
      if (has("public") && directive(view, "private") === true)
        return "public and private contradict each other: caches take the stricter one";
      if (
        has("no-store") &&
        (has("public") || has("immutable") || fresh) &&
        !has("must-understand")
      ) {
        return "no-store beside directives for storing: caches store nothing";
      }
      if (directive(view, "no-cache") === true && fresh)
        return "no-cache beside freshness: caches ask each time all the same";
      return directive(view, "private") === true && has("s-maxage")
        ? "private beside s-maxage, which is for the shared caches that private keeps out"
        : undefined;
    },
    fix: "Decide for one: no-store, no-cache, or how long it stays fresh.",
  },
  {
    id: "cc/request-directive",
    level: "ADVICE",
    section: "RFC 9111 section 5.2.1",
    fields: ["cache-control"],
    judge({ directives }) {
      const wrong = directives.find(({ name }) =>
        /^(?:max-stale|min-fresh|only-if-cached)$/.test(name),
      );
      if (wrong === undefined) return undefined;
      return `${wrong.name} is for requests: caches ignore it in a response`;
    },
    fix: "Remove it.",
  },
  {
    id: "cc/must-understand-no-store",
    level: "SHOULD",
    section: "RFC 9111 section 5.2.2.3",
    fields: ["cache-control"],
    judge: (view) =>
      directive(view, "must-understand") !== undefined && directive(view, "no-store") === undefined
        ? "must-understand without no-store: caches that do not know it store the response"
        : undefined,
    fix: 'Say both: { cacheControl: "must-understand, no-store, max-age=60" }.',
  },
  {
    id: "cc/never-stored-status",
    level: "ADVICE",
    section: "RFC 6585 section 3, RFC 6585 section 4, RFC 6585 section 5, RFC 6585 section 6",
    statuses: [428, 429, 431, 511],
    judge: (view) =>
      isFresh(view) || directive(view, "public") !== undefined
        ? `a ${view.status} is said to be fresh, and must not be stored: older caches give it to everybody`
        : undefined,
    fix: "Answer with tooManyRequests() and its like, which say no-store.",
  },
  {
    id: "cc/heuristic",
    level: "ADVICE",
    section: "RFC 9110 section 15.1, RFC 9111 section 4.2.2",
    statuses: heuristic,
    methods: ["GET", "HEAD"],
    judge: ({ response, status }) =>
      response.has("cache-control") || response.has("expires")
        ? undefined
        : `a ${status} without Cache-Control: each cache decides by itself how long it keeps it`,
    fix: 'Say it: { cacheControl: "no-cache" } asks each time, "max-age=60" keeps it for a minute.',
  },
  {
    id: "cc/method-uncacheable",
    level: "ADVICE",
    section: "RFC 9110 section 9.3",
    methods: ["PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"],
    judge: (view) =>
      isFresh(view) ? `freshness on the answer to ${view.method}, which no cache keeps` : undefined,
    fix: "Leave { cacheControl } out of answers to this method.",
  },
  {
    id: "cc/post-content-location",
    level: "ADVICE",
    section: "RFC 9110 section 9.3.3",
    methods: ["POST", "PATCH"],
    judge(view) {
      if (!isFresh(view) || view.status < 200 || view.status > 299) return undefined;
      const said = contentLocation.parse(view.response.get("content-location") ?? "");
      if (view.url === undefined) return undefined;
      if (
        said !== undefined &&
        URL.canParse(said, view.url) &&
        new URL(said, view.url).href === view.url.href
      )
        return undefined;
      return `freshness on the answer to ${view.method} without Content-Location of the target: no cache keeps it`;
    },
    fix: "Leave { cacheControl } out, or say { contentLocation } with the URL of the target.",
  },
  {
    id: "cc/no-cache-validator",
    level: "ADVICE",
    section: "RFC 9111 section 5.2.2.4",
    fields: ["cache-control"],
    statuses: [200],
    methods: ["GET", "HEAD"],
    judge: (view) =>
      directive(view, "no-cache") === true &&
      directive(view, "no-store") === undefined &&
      !view.response.has("etag") &&
      !view.response.has("last-modified")
        ? "no-cache without ETag and Last-Modified: caches ask each time, and get all of it each time"
        : undefined,
    fix: "Give { etag } or { lastModified }, or say no-store.",
  },
  {
    id: "cc/authorization",
    level: "ADVICE",
    section: "RFC 9111 section 3.5",
    asks: ["authorization"],
    judge(view) {
      if (!isFresh(view) || !isCacheable(view)) return undefined;
      const told = ["public", "s-maxage", "must-revalidate", "private"];
      return told.some((name) => directive(view, name) !== undefined)
        ? undefined
        : "freshness on an answer to Authorization: shared caches do not keep it unless it is public, private ones do";
    },
    fix: 'Say which: { cacheControl: "private, max-age=60" } or "public, max-age=60".',
  },
  {
    id: "vary/syntax",
    level: "MUST",
    section: "RFC 9110 section 12.5.5",
    fields: ["vary"],
    judge({ vary }) {
      const wrong = [...vary].find((name) => !isToken(name));
      if (wrong === undefined) return undefined;
      return `Vary names ${shown(wrong)}, which is no field name: caches do not see what the answer depends on`;
    },
    fix: 'Name fields: { vary: ["accept-language"] }.',
  },
  {
    id: "vary/negotiated",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.5",
    judge(view) {
      const { circumstances, request, response, vary } = view;
      const by = [...(circumstances.negotiatedBy ?? [])];
      if (response.has("content-encoding") && request.has("accept-encoding"))
        by.push("accept-encoding");
      if (by.length === 0 || vary.has("*") || !isCacheable(view)) return undefined;
      const missing = by.find((name) => !vary.has(name));
      if (missing === undefined) return undefined;
      return `Vary does not name ${missing}, by which the content was chosen: caches give it to clients that want another`;
    },
    fix: "Choose with negotiate(), which says so in Vary, or name it: { vary: [...] }.",
  },
  {
    id: "vary/negotiated-paired",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.5",
    statuses: [200],
    methods: ["GET", "HEAD"],
    judge(view) {
      const { pair } = view;
      if (pair?.status !== 200 || pair.method !== view.method) return undefined;
      for (const [asked, chosen] of negotiated) {
        if (view.request.get(asked) === pair.request.get(asked)) continue;
        if (view.response.get(chosen) === pair.response.get(chosen)) continue;
        if (!sameRequest(view, pair, [asked, ...preconditionFields])) continue;
        const silent = [view, pair].find(
          (one) => isCacheable(one) && !one.vary.has("*") && !one.vary.has(asked),
        );
        if (silent !== undefined) {
          return `${chosen} changes with ${asked}, and Vary does not name it: caches give clients what others asked for`;
        }
      }
      return undefined;
    },
    fix: "Choose with negotiate(), which says so in Vary, or name it: { vary: [...] }.",
  },
  {
    id: "vary/prefer",
    level: "MUST",
    section: "RFC 7240 section 2",
    fields: ["preference-applied"],
    judge(view) {
      if (!isCacheable(view) || view.vary.has("*") || view.vary.has("prefer")) return undefined;
      const applied = preferenceApplied.parse(view.response.get("preference-applied") ?? "") ?? [];
      const told = applied.find(({ name }) => name === "return" || name === "handling");
      if (told === undefined) return undefined;
      return `the preference ${told.name} was applied, and Vary does not name Prefer: caches give it to clients without`;
    },
    fix: "Answer with preferred(), which says it in Vary too.",
  },
  {
    id: "vary/dictionary",
    level: "MUST",
    section: "RFC 9842 section 6.2",
    fields: ["content-encoding"],
    judge(view) {
      const coding = codingsOf(view).find((name) => name === "dcb" || name === "dcz");
      if (coding === undefined || !isCacheable(view) || view.vary.has("*")) return undefined;
      const missing = ["accept-encoding", "available-dictionary"].find(
        (name) => !view.vary.has(name),
      );
      if (missing === undefined) return undefined;
      return `content in ${coding}, and Vary does not name ${missing}: caches give it to clients that cannot decode it`;
    },
    fix: 'Name both: { vary: ["accept-encoding", "available-dictionary"] }.',
  },
  {
    id: "vary/origin",
    level: "ADVICE",
    section: "Fetch section 3.3.2",
    fields: ["access-control-allow-origin"],
    asks: ["origin"],
    judge(view) {
      const { request, response, vary } = view;
      if (response.get("access-control-allow-origin") !== request.get("origin")) return undefined;
      if (vary.has("*") || vary.has("origin") || !isCacheable(view)) return undefined;
      return "Access-Control-Allow-Origin repeats Origin, and Vary does not name it: a cache gives one site the answer for another, and the browser blocks it";
    },
    fix: 'Name it: { vary: ["origin"] }. The package cors does so for an origin that is computed.',
  },
  {
    id: "vary/unneeded",
    level: "ADVICE",
    section: "RFC 9110 section 12.5.5",
    fields: ["vary"],
    judge({ vary }) {
      const name = ["authorization", "host"].find((one) => vary.has(one));
      if (name === undefined) return undefined;
      return `Vary names ${name}, which caches heed anyway`;
    },
    fix: "Leave it out of { vary }.",
  },
  {
    id: "304/requires-condition",
    level: "MUST",
    section: "RFC 9110 section 13.1.3, RFC 9110 section 15.4.5",
    statuses: [304],
    judge({ request }) {
      if (request.has("if-none-match")) return undefined;
      const since = request.get("if-modified-since");
      if (since !== undefined && ifModifiedSince.parse(since) !== undefined) return undefined;
      return `a 304 to a request ${since === undefined ? "without a condition" : "whose If-Modified-Since is no date"}: the client has nothing to show`;
    },
    fix: "Let serve() decide the 304.",
  },
  {
    id: "304/method",
    level: "MUST",
    section: "RFC 9110 section 13.1.2, RFC 9110 section 15.4.5",
    statuses: [304],
    judge: ({ method }) =>
      method === "GET" || method === "HEAD" || method === "QUERY"
        ? undefined
        : `a 304 to ${shown(method)}, where a failed condition is a 412: the client cannot tell whether it was done`,
    fix: "Guard writes with guardWrite(), which answers 412.",
  },
  {
    id: "304/required-fields",
    level: "MUST",
    section: "RFC 9110 section 15.4.5",
    statuses: [304],
    judge(view) {
      const { pair, response } = view;
      if (pair?.status !== 200 || pair.method !== view.method) return undefined;
      if (!sameRequest(view, pair, preconditionFields)) return undefined;
      const missing = repeated.find((name) => pair.response.has(name) && !response.has(name));
      if (missing === undefined) return undefined;
      return `the 304 lacks ${missing}, which the 200 has: caches go on with what they had`;
    },
    fix: "Let serve() decide the 304 from the reply of the 200.",
  },
  {
    id: "304/no-representation-metadata",
    level: "SHOULD",
    section: "RFC 9110 section 15.4.5",
    statuses: [304],
    judge({ response }) {
      const wrong =
        known.find((name) => response.has(name)) ??
        (response.has("etag") && response.has("last-modified") ? "last-modified" : undefined);
      if (wrong === undefined) return undefined;
      return `the 304 repeats ${wrong}, which the client has: octets for nothing, and caches may change what they have by it`;
    },
    fix: "Let serve() decide the 304 from the reply of the 200.",
  },
  {
    id: "304/etag-matches",
    level: "MUST",
    section: "RFC 9110 section 13.1.2",
    statuses: [304],
    fields: ["etag"],
    asks: ["if-none-match"],
    judge({ request, response }) {
      const tag = etagField.parse(response.get("etag") ?? "");
      const asked = ifNoneMatch.parse(request.get("if-none-match") ?? "");
      if (tag === undefined || asked === undefined || asked === "*") return undefined;
      if (asked.some((one) => weakMatch(one, tag))) return undefined;
      return `the 304 has ETag ${shown(tag)}, for which the client did not ask: it shows what is out of date`;
    },
    fix: "Let serve() compare the tags.",
  },
];

/** The strong entity-tag of a response. */
function strongTag({ response }: View): string | undefined {
  const tag = etagField.parse(response.get("etag") ?? "");
  return tag === undefined || isWeak(tag) ? undefined : tag;
}

/** Are both whole representations of one resource? */
function areRepresentations(one: View, other: View): boolean {
  return (
    one.status === 200 &&
    other.status === 200 &&
    one.method === "GET" &&
    other.method === "GET" &&
    one.exchange.request.target === other.exchange.request.target &&
    one.request.get("host") === other.request.get("host")
  );
}

/** Are both known, and not the same bytes? */
function differ(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.length !== other.length || one.some((byte, at) => byte !== other[at]);
}
