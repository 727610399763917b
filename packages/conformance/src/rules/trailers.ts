import { splitList } from "@rightstatus/core/grammar";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";

/**
 * Fields whose definition does not permit trailers (RFC 9110 section 6.5.1): they frame, route, modify,
 * authenticate, or tell how content is to be taken.
 */
const noTrailers: ReadonlySet<string> = new Set([
  "age",
  "allow",
  "cache-control",
  "content-encoding",
  "content-language",
  "content-length",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "expires",
  "host",
  "last-modified",
  "location",
  "proxy-authenticate",
  "retry-after",
  "set-cookie",
  "trailer",
  "transfer-encoding",
  "vary",
  "www-authenticate",
]);

/** The trailer section (RFC 9110 section 6.5). */
export const trailers: readonly Entry[] = [
  {
    id: "trailer/allowed",
    level: "MUST",
    section: "RFC 9110 section 6.5.1",
    judge({ exchange: { response } }) {
      const wrong = response.trailers?.find(([name]) => noTrailers.has(name.toLowerCase()));
      if (wrong === undefined) return undefined;
      return `${wrong[0]} in the trailers, where its definition does not have it: clients ignore it, or are led astray`;
    },
    fix: "Set it before the content, with the options of the reply.",
  },
  {
    id: "trailer/announced",
    level: "SHOULD",
    section: "RFC 9110 section 6.6.2",
    judge({ exchange, response }) {
      const { trailers = [] } = exchange.response;
      if (trailers.length === 0) return undefined;
      const announced = new Set(splitList((response.get("trailer") ?? "").toLowerCase()));
      const wrong = trailers.find(([name]) => !announced.has(name.toLowerCase()));
      if (wrong === undefined) return undefined;
      return `the trailer ${shown(wrong[0])} is not announced in Trailer: clients that could use it do not prepare`;
    },
    fix: 'Announce it before the content, with res.setHeader("Trailer", name), or send it before, too.',
  },
  {
    id: "trailer/accepted",
    level: "ADVICE",
    section: "RFC 9110 section 6.5.1, RFC 9110 section 10.1.4",
    judge({ exchange, request }) {
      if (!exchange.response.trailers?.length) return undefined;
      const te = splitList((request.get("te") ?? "").toLowerCase());
      return te.includes("trailers")
        ? undefined
        : "trailers to a client that did not say TE: trailers: some proxy on the way may drop them";
    },
    fix: "Send in the header section what matters, and trailers to who asked.",
  },
];
