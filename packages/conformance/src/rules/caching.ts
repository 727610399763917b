import { statuses } from "@rightstatus/core";
import { cacheControl, contentLocation, expires } from "@rightstatus/core/fields";
import { parseUrl } from "@rightstatus/core/grammar";
import { directive, isCacheable, isFresh } from "../readings/freshness.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";

/** Directives with a number of seconds (RFC 9111 sections 5.2.2.1 and 5.2.2.10, RFC 5861 sections 3 and 4). */
const seconds: ReadonlySet<string> = new Set([
  "max-age",
  "s-maxage",
  "stale-if-error",
  "stale-while-revalidate",
]);

/** Directives whose argument, where they have one, is a list of field names. */
const qualified: ReadonlySet<string> = new Set(["no-cache", "private"]);

/** Directives without an argument. An argument of immutable is just ignored (RFC 8246 section 2). */
const bare: ReadonlySet<string> = new Set([
  "must-revalidate",
  "must-understand",
  "no-store",
  "no-transform",
  "proxy-revalidate",
  "public",
]);

const heuristic = statuses.filter(({ cacheable }) => cacheable).map(({ code }) => code);

/** Age, Expires and Cache-Control (RFC 9111). */
export const caching: readonly Entry[] = [
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
    section:
      "RFC 9111 section 5.2.2.1, RFC 9111 section 5.2.2.10, RFC 5861 section 3, RFC 5861 section 4",
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
      return `${name} says ${said}, not plain seconds: caches ${name.startsWith("stale") ? "do not heed it" : "take the response for stale"}`;
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
      isFresh(view)
        ? `freshness on the response to ${view.method}, which no cache keeps`
        : undefined,
    fix: "Leave { cacheControl } out of responses to this method.",
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
      if (said !== undefined && parseUrl(said, view.url)?.href === view.url.href) return undefined;
      return `freshness on the response to ${view.method} without Content-Location of the target: no cache keeps it`;
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
        : "freshness on a response to Authorization: shared caches do not keep it unless it is public, private ones do";
    },
    fix: 'Say which: { cacheControl: "private, max-age=60" } or "public, max-age=60".',
  },
];
