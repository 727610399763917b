import { date, etagField, isWeak, lastModified } from "@rightstatus/core/fields";
import { preconditionFields, sameRequest } from "../readings/conditions.ts";
import { codingsOf } from "../readings/content.ts";
import { directive } from "../readings/freshness.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

/** How far Date may be off, in milliseconds. */
const TOLERANCE = 5000;

/** Date and validators (RFC 9110 sections 6.6.1 and 8.8). */
export const validators: readonly Entry[] = [
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
      return "the response to PUT has the ETag of content that is not what the client sent: it takes its own copy for that of the server";
    },
    fix: "Answer with noContent(), without { etag }, where what was sent is changed before it is stored.",
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

/** Are both known, and different? */
function differ(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one.length !== other.length || one.some((byte, at) => byte !== other[at]);
}
