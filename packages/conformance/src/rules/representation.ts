import {
  acceptPatch,
  acceptPost,
  acceptQuery,
  allow,
  contentLanguage,
  contentRange,
  contentType,
} from "@rightstatus/core/fields";
import {
  isToken,
  isUriReference,
  parseQuality,
  schemeOf,
  splitList,
} from "@rightstatus/core/grammar";
import { acceptsEncoding, chooseType } from "@rightstatus/core/semantics";
import { sameRequest, stateOf } from "../readings/conditions.ts";
import {
  codingsOf,
  decoded,
  isEmpty,
  isJson,
  jsonOf,
  typeOf,
  wholeBody,
} from "../readings/content.ts";
import { digest, digestsOf, wrongDigest } from "../readings/digests.ts";
import { type LinkRead, linksOf } from "../readings/links.ts";
import { isUtf8, looksLike } from "../readings/looks.ts";
import { type Parameterised, parameterised, repeatedIn, weightOf } from "../readings/parameters.ts";
import { reading } from "../readings/reading.ts";
import type { Entry } from "../rule.ts";
import { shown } from "../shown.ts";
import type { View } from "../view.ts";

const typeIt =
  "Give the reply its type: ok(body, { type }); text, JSON and bytes have one by themselves.";
const compressIt =
  "Leave it to a middleware such as compression, behind replies(): it codes what it names.";
const digestIt = "Work it out over the octets that are sent, after compression.";
const linkIt = "Give the reply its links: ok(body, { links: [{ href, rel }] }).";
const refuseIt = 'Answer with unsupportedMediaType({ accept: ["application/json"] }).';

/** More codings than anybody applies. Accept-Encoding is parsed again for each. */
const MOST_CODINGS = 8;

/** Fields that describe content, and content negotiation (RFC 9110 sections 8 and 12). */
export const representation: readonly Entry[] = [
  {
    id: "content-type/present",
    level: "SHOULD",
    section: "RFC 9110 section 8.3",
    judge({ body, method, response }) {
      if (!body?.length || method === "HEAD" || response.has("content-type")) return undefined;
      return "content without Content-Type: clients guess what it is";
    },
    fix: typeIt,
  },
  {
    id: "content-type/syntax",
    level: "MUST",
    section: "RFC 9110 section 8.3.1",
    fields: ["content-type"],
    judge({ response }) {
      const wrong = response
        .lines("content-type")
        .find((line) => contentType.parse(line.trim()) === undefined);
      if (wrong === undefined) return undefined;
      return `Content-Type is ${shown(wrong)}, which is no media type: clients guess what the content is`;
    },
    fix: typeIt,
  },
  {
    id: "content-type/registrable",
    level: "ADVICE",
    section: "RFC 6838 section 4.2",
    fields: ["content-type"],
    judge(view) {
      const type = typeOf(view)?.type ?? "a/b";
      if (type.split("/").every(isRestrictedName)) return undefined;
      return `${shown(type)} cannot be the name of a registered type`;
    },
    fix: typeIt,
  },
  {
    id: "content-type/on-empty",
    level: "ADVICE",
    section: "RFC 9110 section 8.3",
    statuses: [204, 205, 304],
    fields: ["content-type"],
    judge: ({ status }) => `a ${status} has a Content-Type and no content that could be of it`,
    fix: "Answer with noContent() or resetContent(), and let serve() decide the 304: they send none.",
  },
  {
    id: "content-type/matches-content",
    level: "ADVICE",
    section: "RFC 9110 section 8.3",
    fields: ["content-type"],
    judge(view) {
      const type = typeOf(view);
      const bytes = view.status === 206 || !view.body?.length ? undefined : decoded(view);
      if (type === undefined || !(bytes instanceof Uint8Array)) return undefined;
      if (isJson(type) && jsonOf(view) === undefined) {
        return `the content is not the ${type.type} that Content-Type says: parsers refuse it`;
      }
      if (type.parameters.charset?.toLowerCase() === "utf-8" && !isUtf8(bytes)) {
        return "the content is not the UTF-8 that Content-Type says: people see replacement characters";
      }
      if (looksLike(type.type, bytes)) return undefined;
      return `the content does not look like ${type.type}: clients that sniff take it for something else`;
    },
    fix: typeIt,
  },
  {
    id: "content-encoding/no-identity",
    level: "SHOULD",
    section: "RFC 9110 section 8.4",
    fields: ["content-encoding"],
    judge: (view) =>
      codingsOf(view).includes("identity")
        ? "Content-Encoding lists identity, which is no coding: some clients refuse it"
        : undefined,
    fix: "Leave Content-Encoding out where there is none.",
  },
  {
    id: "content-encoding/decodes",
    level: "MUST",
    section: "RFC 9110 section 8.4",
    fields: ["content-encoding"],
    judge(view) {
      if (!view.body?.length || decoded(view) !== "broken") return undefined;
      return `the content is not ${codingsOf(view).join(", ")}, as Content-Encoding says: clients cannot read it`;
    },
    fix: compressIt,
  },
  {
    id: "content-encoding/acceptable",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.3",
    fields: ["content-encoding"],
    asks: ["accept-encoding"],
    judge(view) {
      const line = view.request.get("accept-encoding") ?? "";
      if (line.trim() === "" || !acceptsEncoding(line, "identity")) return undefined;
      const codings = [...new Set(appliedCodings(view))].slice(0, MOST_CODINGS);
      const refused = codings.find((coding) => !acceptsEncoding(line, coding));
      if (refused === undefined) return undefined;
      return `the content is ${shown(refused)}, which Accept-Encoding does not take (${shown(line)}): the client cannot read it`;
    },
    fix: compressIt,
  },
  {
    id: "content-encoding/empty-accept",
    level: "SHOULD",
    section: "RFC 9110 section 12.5.3",
    fields: ["content-encoding"],
    asks: ["accept-encoding"],
    judge(view) {
      if (view.request.get("accept-encoding")?.trim() !== "") return undefined;
      const [coding] = appliedCodings(view);
      return coding && `the content is ${shown(coding)}, for a client that wants no coding at all`;
    },
    fix: compressIt,
  },
  {
    id: "content-language/syntax",
    level: "MUST",
    section: "RFC 9110 section 8.5",
    fields: ["content-language"],
    judge({ response }) {
      const line = response.get("content-language") ?? "";
      if (splitList(line).length === 0 || contentLanguage.parse(line) !== undefined)
        return undefined;
      return `Content-Language is ${shown(line)}: that is no list of language tags, such as "en" or "zh-Hant"`;
    },
    fix: 'Give the reply its language: ok(body, { language: "zh-Hant" }).',
  },
  {
    id: "content-location/syntax",
    level: "MUST",
    section: "RFC 9110 section 8.7",
    fields: ["content-location"],
    judge({ response }) {
      const wrong = response
        .lines("content-location")
        .find((line) => !isUriReference(line.trim()) || line.includes("#"));
      if (wrong === undefined) return undefined;
      return `Content-Location is ${shown(wrong)}, no URI without a fragment: nobody can ask for it`;
    },
    fix: "Give it as ok(body, { contentLocation: url }), which encodes it.",
  },
  {
    id: "content-disposition/syntax",
    level: "MUST",
    section: "RFC 6266 section 4.1",
    fields: ["content-disposition"],
    judge(view) {
      const line = view.response.get("content-disposition") ?? "";
      const read = dispositionOf(view);
      const says = `Content-Disposition is ${shown(line)}`;
      if (read === undefined)
        return `${says}, which is not in the grammar: clients save under another name`;
      const twice = repeatedIn(read.params);
      if (twice !== undefined) return `${says}, with ${twice} twice: each client takes another one`;
      const extended = read.params.find(
        ({ name, raw }) => name.endsWith("*") && !extValue.test(raw),
      );
      return extended && `${says}: ${extended.name} is not UTF-8'' and percent-encoded octets`;
    },
    fix: 'Write it with contentDisposition("attachment", name) of @rightstatus/node.',
  },
  {
    id: "content-disposition/filename-safe",
    level: "ADVICE",
    section: "RFC 6266 section 4.3",
    fields: ["content-disposition"],
    judge(view) {
      const name = dispositionOf(view)?.params.find((param) => param.name === "filename")?.value;
      const found = name === undefined ? undefined : /[/\\%]|[^ -~\x80-\uffff]/.exec(name)?.[0];
      return (
        found && `the filename has ${shown(found)}: clients read it in several ways, or as a folder`
      );
    },
    fix: 'Write it with contentDisposition("attachment", name) of @rightstatus/node.',
  },
  {
    id: "content-digest/correct",
    level: "MUST",
    section: "RFC 9530 section 2",
    fields: ["content-digest"],
    judge(view) {
      const body = wholeBody(view);
      if (body === undefined) return undefined;
      const wrong = wrongDigest(digestsOf(view.response.get("content-digest") ?? ""), body);
      return (
        wrong && `Content-Digest is not the ${wrong} of the content: clients take it for damaged`
      );
    },
    fix: digestIt,
  },
  {
    id: "repr-digest/correct",
    level: "MUST",
    section: "RFC 9530 section 3",
    methods: ["GET"],
    statuses: [200, 206],
    fields: ["repr-digest"],
    judge(view) {
      const digests = digestsOf(view.response.get("repr-digest") ?? "");
      const body = wholeBody(view);
      const whole = view.status === 200 ? body : pairedBody(view);
      if (whole !== undefined) {
        const wrong = wrongDigest(digests, whole);
        return (
          wrong &&
          `Repr-Digest is not the ${wrong} of the representation: clients take it for damaged`
        );
      }
      const range = contentRange.parse(view.response.get("content-range") ?? "");
      if (body === undefined || range?.size === undefined || range.size === body.length)
        return undefined;
      for (const [algorithm, claimed] of digests) {
        if (digest(algorithm, body) === claimed) {
          return `Repr-Digest is the ${algorithm} of the part, not of the representation: clients take the whole for damaged`;
        }
      }
      return undefined;
    },
    fix: digestIt,
  },
  {
    id: "link/syntax",
    level: "MUST",
    section: "RFC 8288 section 3",
    fields: ["link"],
    judge(view) {
      if (links(view) !== undefined) return undefined;
      return `Link is ${shown(view.response.get("link"))}, which is no list of <URI> with parameters: clients see no link`;
    },
    fix: linkIt,
  },
  {
    id: "link/rel-once",
    level: "MUST",
    section: "RFC 8288 section 3.3",
    fields: ["link"],
    judge(view) {
      const wrong = links(view)?.find((link) => relsOf(link).length !== 1);
      if (wrong === undefined) {
        const idle = links(view)?.find((link) => relsOf(link).every(isIdle));
        return (
          idle &&
          `the rel of the link to ${shown(idle.href)} is empty: clients do not know what it is for`
        );
      }
      return `the link to ${shown(wrong.href)} has ${relsOf(wrong).length} rel, not one: clients do not know what it is for`;
    },
    fix: linkIt,
  },
  {
    id: "link/rel-absolute",
    level: "MUST",
    section: "RFC 8288 section 3.3",
    fields: ["link"],
    judge(view) {
      const rels =
        links(view)
          ?.flatMap(relsOf)
          .filter((rel) => rel !== true) ?? [];
      const wrong = rels
        .flatMap((rel) => rel.split(" "))
        .find((rel) => rel !== "" && !isRelation(rel));
      if (wrong === undefined) return undefined;
      return `${shown(wrong)} is neither the name of a relation nor an absolute URI: clients do not know what the link is for`;
    },
    fix: linkIt,
  },
  {
    id: "link/rev",
    level: "ADVICE",
    section: "RFC 8288 section 3.3",
    fields: ["link"],
    judge(view) {
      const wrong = links(view)?.find(({ params }) => params.some(({ name }) => name === "rev"));
      return (
        wrong && `the link to ${shown(wrong.href)} has rev, which is deprecated: clients know rel`
      );
    },
    fix: linkIt,
  },
  {
    id: "neg/406-needs-negotiation",
    level: "ADVICE",
    section: "RFC 9110 section 15.5.7",
    statuses: [406],
    judge({ request }) {
      for (const name of request.names) if (name.startsWith("accept")) return undefined;
      return "a 406 for a request without preferences: there was nothing that the response did not fit";
    },
    fix: "Choose by negotiate(req, offers), which gives the first offer to a client without preference.",
  },
  {
    id: "neg/406-list",
    level: "SHOULD",
    section: "RFC 9110 section 15.5.7",
    statuses: [406],
    judge: (view) =>
      isEmpty(view) ? "a 406 without content: the client does not learn what there is" : undefined,
    fix: 'Answer with notAcceptable(["text/html", "application/json"]), which lists them.',
  },
  {
    id: "neg/accept-satisfied",
    level: "ADVICE",
    section: "RFC 9110 section 12.4.1",
    statuses: [200],
    fields: ["content-type"],
    asks: ["accept"],
    judge(view) {
      const line = view.request.get("accept") ?? "";
      const type = (view.response.lines("content-type")[0] ?? "").trim();
      if (typeOf(view) === undefined || chooseType(line, [type]) !== undefined) return undefined;
      return `the content is ${shown(type)}, which Accept does not take (${shown(line)}): the client may not be able to use it`;
    },
    fix: "Choose by negotiate(req, { type: [...] }), which answers 406; to send it all the same conforms too.",
  },
  {
    id: "neg/qvalue",
    level: "MUST",
    section: "RFC 9110 section 12.4.2",
    fields: ["accept", "accept-encoding"],
    judge({ response }) {
      for (const name of ["accept", "accept-encoding"]) {
        const weights = splitList(response.get(name) ?? "").map(weightOf);
        const wrong = weights.find((q) => q !== undefined && parseQuality(q) === undefined);
        if (wrong !== undefined)
          return `${name} has the weight ${shown(wrong)}: clients do not count its member`;
      }
      return undefined;
    },
    fix: "Leave weights out; those there are go from 0 to 1, with three decimals at most.",
  },
  {
    id: "neg/415-accept-encoding",
    level: "MUST",
    section: "RFC 9110 section 12.5.3",
    statuses: [415],
    fields: ["accept-encoding"],
    judge({ request, response }) {
      if (request.has("content-encoding")) return undefined;
      // If "identity" is refused, the missing coding may be the cause.
      if (!acceptsEncoding(response.get("accept-encoding"), "identity")) return undefined;
      return "a 415 with Accept-Encoding for content without a coding: the client takes the coding for the cause";
    },
    fix: refuseIt,
  },
  {
    id: "neg/415-coding-advertised",
    level: "ADVICE",
    section: "RFC 9110 section 15.5.16",
    statuses: [415],
    asks: ["content-encoding"],
    judge({ request, response }) {
      if (hints.some((name) => response.has(name))) return undefined;
      const coding = request.get("content-encoding");
      return `a 415 for content with the coding ${shown(coding)} and no Accept-Encoding: the client does not learn that it may do without`;
    },
    fix: 'Answer with unsupportedMediaType({ acceptEncoding: ["gzip", "identity"] }).',
  },
  {
    id: "neg/415-hint",
    level: "ADVICE",
    section: "RFC 9110 section 15.5.16",
    statuses: [415],
    judge: ({ response }) =>
      hints.some((name) => response.has(name))
        ? undefined
        : "a 415 that does not tell what is taken: the client cannot do better",
    fix: refuseIt,
  },
  {
    id: "neg/415-accept-patch",
    level: "SHOULD",
    section: "RFC 5789 section 2.2",
    methods: ["PATCH"],
    statuses: [415],
    judge: ({ response }) =>
      response.has("accept-patch") || response.has("accept-encoding")
        ? undefined
        : "a 415 to PATCH without Accept-Patch: the client does not learn which patches are taken",
    fix: 'Answer with unsupportedMediaType({ acceptPatch: ["application/merge-patch+json"] }).',
  },
  {
    id: "neg/accept-patch-syntax",
    level: "MUST",
    section: "RFC 5789 section 3.1",
    fields: ["accept-patch"],
    judge: ({ response }) => malformed("Accept-Patch", response.get("accept-patch"), acceptPatch),
    fix: 'Give methods() its option: { acceptPatch: ["application/merge-patch+json"] }.',
  },
  {
    id: "neg/accept-post-syntax",
    level: "MUST",
    section: "W3C LDP section 7.1.2",
    fields: ["accept-post"],
    judge({ response }) {
      const line = response.get("accept-post");
      return line?.trim() === "" ? undefined : malformed("Accept-Post", line, acceptPost);
    },
    fix: 'Give methods() its option: { acceptPost: ["application/json"] }.',
  },
  {
    id: "neg/accept-query-syntax",
    level: "MUST",
    section: "RFC 10008 section 3",
    fields: ["accept-query"],
    judge({ response }) {
      const line = response.get("accept-query")?.trim();
      return line === "" ? undefined : malformed("Accept-Query", line, acceptQuery);
    },
    fix: 'Give methods() its option: { acceptQuery: ["application/sql"] }.',
  },
  {
    id: "neg/accept-patch-options",
    level: "SHOULD",
    section: "RFC 5789 section 3.1",
    methods: ["OPTIONS"],
    fields: ["allow"],
    judge({ response, status }) {
      if (status < 200 || status > 299 || response.has("accept-patch")) return undefined;
      if (!allow.parse(response.get("allow") ?? "")?.includes("PATCH")) return undefined;
      return "Allow has PATCH, and no Accept-Patch tells which patches are taken";
    },
    fix: 'Give methods() its option: { acceptPatch: ["application/merge-patch+json"] }.',
  },
];

function isRestrictedName(name: string): boolean {
  return name.length <= 127 && /^[a-z\d][a-z\d!#$&\-^_.+]*$/.test(name);
}

/** `ext-value` (RFC 8187 section 3.2.1): a charset, a language, and the octets. */
const extValue = /^(?:utf-8|iso-8859-1)'[A-Za-z\d-]*'(?:[\w!#$&+.^`|~-]|%[\dA-Fa-f]{2})*$/i;

const hints = ["accept", "accept-encoding", "accept-patch", "accept-post", "accept-query"] as const;

function appliedCodings(view: View): readonly string[] {
  return codingsOf(view).filter((coding) => isToken(coding) && coding !== "identity");
}

const dispositionOf: (view: View) => Parameterised | undefined = reading(({ response }) =>
  parameterised(response.lines("content-disposition")[0] ?? ""),
);

const links: (view: View) => readonly LinkRead[] | undefined = reading(({ response }) =>
  linksOf(response.get("link") ?? ""),
);

function relsOf({ params }: LinkRead): readonly (string | true)[] {
  return params.flatMap(({ name, value }) => (name === "rel" ? [value] : []));
}

/** Has this rel no relation in it? */
function isIdle(rel: string | true): boolean {
  return rel === true || rel.trim() === "";
}

function isRelation(rel: string): boolean {
  return (
    /^[A-Za-z][A-Za-z\d.-]*$/.test(rel) || (schemeOf(rel) !== undefined && isUriReference(rel))
  );
}

/** The content of the 200, if it has the same version as the 206. */
function pairedBody(view: View): Uint8Array | undefined {
  const { pair } = view;
  if (pair?.status !== 200 || !sameRequest(view, pair, ["range", "if-range"])) return undefined;
  const { etag } = stateOf(view);
  return etag !== undefined && etag === stateOf(pair).etag ? wholeBody(pair) : undefined;
}

function malformed(
  name: string,
  line: string | undefined,
  codec: { parse(line: string): unknown },
): string | undefined {
  if (line === undefined || codec.parse(line) !== undefined) return undefined;
  return `${name} is ${shown(line)}, which is no list of media types: clients do not learn what is taken`;
}
