import { componentsOf, isUriReference, parseUrl } from "@rightstatus/core/grammar";
import { reading } from "../readings/reading.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

const redirectIt =
  "Answer with created(location), seeOther(location) and the like, which encode it and refuse what is none.";
const redirects = [301, 302, 303, 307, 308];

/** Location, and where it leads (RFC 9110 sections 10.2.2 and 15.4). */
export const location: readonly Entry[] = [
  {
    id: "location/syntax",
    level: "MUST",
    section: "RFC 9110 section 10.2.2",
    fields: ["location"],
    judge({ response }) {
      const wrong = response.lines("location").find((line) => !isUriReference(line.trim()));
      if (wrong === undefined) return undefined;
      return `Location is ${shown(wrong)}, which is no URI reference: clients go to several places, or nowhere`;
    },
    fix: redirectIt,
  },
  {
    id: "location/no-userinfo",
    level: "MUST",
    section: "RFC 9110 section 4.2.4",
    fields: ["location"],
    judge(view) {
      if (!isHttp(view) || !authorityOf(view)?.includes("@")) return undefined;
      return "Location has user information before the host: clients refuse it, or show a host that it is not";
    },
    fix: redirectIt,
  },
  {
    id: "location/no-empty-host",
    level: "MUST",
    section: "RFC 9110 section 4.2.1, RFC 9110 section 4.2.2",
    fields: ["location"],
    judge(view) {
      const authority = authorityOf(view);
      if (!isHttp(view) || authority === undefined) return undefined;
      const host = authority.slice(authority.indexOf("@") + 1);
      if (host !== "" && !host.startsWith(":")) return undefined;
      return `Location is ${shown(view.response.get("location"))}, which has no host: clients take the path for one`;
    },
    fix: redirectIt,
  },
  {
    id: "location/defined",
    level: "ADVICE",
    section: "RFC 9110 section 10.2.2",
    fields: ["location"],
    judge({ method, status }) {
      if (status === 201 || (status >= 300 && status < 400)) return undefined;
      // The URI of the equivalent resource (RFC 10008 section 2.4).
      if (method === "QUERY" && status >= 200 && status < 300) return undefined;
      return `Location in a ${status}, where it means nothing: clients do not look for it`;
    },
    fix: "Use Content-Location or Link: ok(body, { contentLocation }), accepted(body, { statusUrl }).",
  },
  {
    id: "location/201-fragment",
    level: "ADVICE",
    section: "RFC 9110 section 10.2.2",
    statuses: [201],
    fields: ["location"],
    judge: ({ response }) =>
      response.get("location")?.includes("#")
        ? "the Location of a 201 has a fragment: it names a place in a resource, not the one that was made"
        : undefined,
    fix: "Answer with created(location, body), without a fragment.",
  },
  {
    id: "location/self-loop",
    level: "ADVICE",
    section: "RFC 9110 section 15.4",
    methods: ["GET", "HEAD"],
    statuses: [301, 302, 307, 308],
    fields: ["location"],
    judge(view) {
      const { circumstances, response, url } = view;
      const to = resolved(view);
      // A cookie that is set on the way makes the second response another one.
      if (to === undefined || url === undefined || response.has("set-cookie")) return undefined;
      const { scheme } = partsOf(view);
      if (scheme !== undefined && circumstances.secure === undefined) return undefined;
      if (withoutFragment(to) !== withoutFragment(url)) return undefined;
      return `the redirect leads to where it comes from (${shown(response.get("location"))}): clients give up after some rounds`;
    },
    fix: "Compare with req.url before redirecting; behind a proxy that ends TLS, trust its X-Forwarded-Proto.",
  },
  {
    id: "location/open-redirect",
    level: "ADVICE",
    section: "RFC 9110 section 17.11",
    statuses: redirects,
    fields: ["location"],
    judge(view) {
      const { exchange, response, url } = view;
      const to = resolved(view);
      if (to === undefined || url === undefined || to.host === url.host) return undefined;
      const line = response.get("location") ?? "";
      const form = new URLSearchParams(formOf(exchange.request.body));
      for (const value of [...url.searchParams.values(), ...form.values()]) {
        if (value.length < 4 || !line.startsWith(value)) continue;
        return `the redirect goes to ${to.host}, which the request itself names: a link to you leads to anybody`;
      }
      return undefined;
    },
    fix: "Send untrusted targets through localRedirect(target, base), which lets none out.",
  },
  {
    id: "location/scheme",
    level: "ADVICE",
    section: "RFC 9110 section 17.11",
    fields: ["location"],
    judge(view) {
      const { scheme } = partsOf(view);
      if (scheme === undefined || scheme === "http" || scheme === "https") return undefined;
      return `Location has the scheme ${scheme}: browsers do not follow, or start another program`;
    },
    fix: redirectIt,
  },
  {
    id: "redirect/method-preserving",
    level: "ADVICE",
    section: "RFC 9110 section 15.4.2, RFC 9110 section 15.4.3",
    // Not QUERY, which no client turns into GET (RFC 10008 section 2.5).
    methods: ["POST", "PUT", "PATCH", "DELETE"],
    statuses: [301, 302],
    judge: ({ method, status }) =>
      `a ${status} to ${method}: some clients go on with GET, others with ${method}`,
    fix: "Answer with seeOther(location) for GET, or with temporaryRedirect() or permanentRedirect() for the same method.",
  },
];

const partsOf: (view: View) => ReturnType<typeof componentsOf> = reading(({ response }) =>
  componentsOf((response.lines("location")[0] ?? "").trim()),
);

/** A reference without a scheme has that of the target, which is http or https. */
function isHttp(view: View): boolean {
  const { scheme } = partsOf(view);
  return scheme === undefined || scheme === "http" || scheme === "https";
}

function authorityOf(view: View): string | undefined {
  return partsOf(view).authority;
}

function resolved({ response, url }: View): URL | undefined {
  const [line = ""] = response.lines("location");
  return parseUrl(line, url);
}

function withoutFragment({ href, hash }: URL): string {
  return hash === "" ? href : href.slice(0, -hash.length);
}

/** The content of a form, if it is short enough to be one with a target in it. */
function formOf(body: Uint8Array | undefined): string {
  return body === undefined || body.length > 8192 ? "" : new TextDecoder().decode(body);
}
