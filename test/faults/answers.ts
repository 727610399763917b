import type { IncomingMessage } from "node:http";
import { basic, etag, ok, unauthorized } from "@rightstatus/core";
import { wwwAuthenticate } from "@rightstatus/core/fields";
import createError, { isHttpError } from "http-errors";
import { references } from "../contract/vectors/redirect-inputs.ts";
import { inputsOf, rows as redirects } from "../contract/vectors/redirect-rows.ts";
import { treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { inputOf } from "../support/vectors.ts";
import { asked, byNumber, type Case, corpus, unless } from "./corpus.ts";
import type { Does, Fault } from "./fault.ts";
import { written } from "./idioms.ts";
import { outcomeOf } from "./outcome.ts";

const base = "https://good.example/from/here";
const { origin: own } = new URL(base);
const inQuery = ({ url = "" }: IncomingMessage): string =>
  new URLSearchParams(url.slice(url.indexOf("?") + 1)).get("to") ?? "";

/** No client is sent where another reading of the reference than its parser's would lead. */
function unsound(response: Response): string | undefined {
  const to = value(response, "location");
  if (to === undefined) return response.status >= 400 ? undefined : "no Location";
  if (!/^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(to)) return `no reference: ${JSON.stringify(to)}`;
  if (!URL.canParse(to, base)) return `no URL: ${to}`;
  const { protocol, username } = new URL(to, base);
  if (!/^https?:$/.test(protocol)) return protocol;
  return username === "" ? undefined : `userinfo: ${to}`;
}

const ofRedirects = redirects
  .map(([id, index]) => [id, String(inputsOf(id)[index])] as const)
  .filter(([, input]) => !/\p{Surrogate}/u.test(input) && input.length < 8000)
  .map(
    ([id, input]): Case => [
      id,
      (at) => asked(at, request(`GET /?to=${encodeURIComponent(input)}`), unsound),
    ],
  );

/** Nor to another server than the parser that browsers have says. This one is where nobody is harmed. */
const ofReferences = references.map(
  (input): Case => [
    JSON.stringify(input),
    (at) =>
      asked(at, request(`GET /?to=${encodeURIComponent(input)}`), (response) => {
        const to = value(response, "location");
        const wrong = unsound(response);
        if (wrong !== undefined || to === undefined) return wrong;
        const { origin } = new URL(to, base);
        const meant = URL.canParse(input, base) ? new URL(input, base).origin : own;
        return [own, meant].includes(origin) ? undefined : `to ${to}`;
      }),
  ],
);

const values = ["A037", "A038", "A040"].map((id) => [id, String(inputOf(id))] as const);
const injected = [...values, ["A050", "café"], ["A047", 'a"b\\c\r\nX: y']] as const;

const ofFields = injected.map(
  ([id], i): Case => [
    id,
    (at) =>
      asked(at, request(`GET /${i}`), (response) => {
        if (response.status === 500) return undefined;
        return (
          unless("", (value(response, "x-a") ?? "").replace(/[ -~]/g, "")) && "octets beyond ASCII"
        );
      }),
  ],
);

const { statusMessage } = inputOf("A046") as { readonly statusMessage: string };
const [{ realm }] = (inputOf("A049") as { readonly args: [{ readonly realm: string }] }).args;
const { headers } = (inputOf("A052") as { readonly throw: { readonly headers: object } }).throw;

/** What stands in other places of a head than a value that the application sets. */
const elsewhere: readonly (readonly [
  id: string,
  does: Does,
  wrong: (response: Response) => unknown,
])[] = [
  [
    "A046",
    {
      by: ({ res, answer }) => {
        res.statusMessage = statusMessage;
        return answer("a");
      },
    },
    (response) =>
      value(response, "x") ?? (![200, 500].includes(response.status) && response.status),
  ],
  [
    "A049",
    {
      reply: () => unauthorized(basic(realm)),
      plain: written(401, "", { "WWW-Authenticate": `Basic realm="${realm}"` }),
    },
    (response) => {
      const challenges = wwwAuthenticate.parse(value(response, "www-authenticate") ?? "");
      const [only, more] = challenges ?? [];
      return (
        (more !== undefined ||
          only === undefined ||
          !("params" in only) ||
          only.params.realm !== realm) &&
        "another challenge"
      );
    },
  ],
  [
    "A052",
    { fails: () => createError(400, { headers }) },
    (response) => (response.status !== 400 || value(response, "set-cookie")) && response.status,
  ],
];

const ofPlaces = elsewhere.map(
  ([id, , wrong], i): Case => [
    id,
    (at) =>
      asked(at, request(`GET /${i}`), (response) => {
        const said = wrong(response);
        return said === false || said === undefined ? undefined : String(said);
      }),
  ],
);

const framed: readonly (readonly [id: string, does: Does])[] = [
  ["A053", { parts: { status: 204, body: "hello" } }],
  ["A055", { parts: { status: 304, body: "hello", fields: { "content-type": "text/plain" } } }],
  ["A056", { parts: { status: 205, body: "hello" } }],
  ...[100, 101, 102, 103, 199].map((status) => ["A058", { parts: { status, body: "" } }] as const),
  ...[99, 600, 999, 1000, 200.5, -1].map(
    (status) => ["A059", { parts: { status, body: "" } }] as const,
  ),
  ["A060", { parts: { status: 200, body: "hello", fields: { "content-length": "10" } } }],
  ...["-5", "abc", "1e1", "+5", " 5"].map(
    (length) =>
      [
        "A063",
        { parts: { status: 200, body: "hello", fields: { "content-length": length } } },
      ] as const,
  ),
];

const ofParts = framed.map(
  ([id, does], i): Case => [
    `${id} ${"parts" in does ? does.parts.status : ""}`,
    async (at) => {
      const got = await outcomeOf(await at.connect(), request(`GET /${i}`));
      return /^[2-5]\d\d( problem| hello)?$/.test(got) ? undefined : got;
    },
  ],
);

const [{ link: _, ...hints }] = (inputOf("A043") as { readonly args: [Record<string, string>] })
  .args;
const { wire: inHttp10 } = inputOf("A066") as { readonly wire: string };

const ofHints: readonly Case[] = [
  [
    "A043",
    (at) =>
      asked(at, request("GET /fields"), ({ interim, fields }) => {
        const names = [...interim.flatMap((each) => each.fields), ...fields].map(([name]) => name);
        return names.some((name) => /^set-cookie$/i.test(name)) ? "a line of the input" : undefined;
      }),
  ],
  [
    "A066",
    async (at) => {
      const client = await at.connect();
      client.send(inHttp10);
      const { interim } = await client.read({ version: "1.0" });
      return unless("0", String(interim.length));
    },
  ],
  ["A067", (at) => asked(at, request("GET /late"), ({ body }) => unless("a", body.toString()))],
];

const hinted: Fault["routes"] = {
  "/": {
    by: ({ hint, answer }) => {
      hint({});
      return answer("done");
    },
  },
  "/fields": {
    by: ({ hint, answer }) => {
      hint(hints);
      return answer("done");
    },
  },
  "/late": {
    by: ({ res, hint }) => {
      res.write("a");
      hint({});
      res.end();
    },
  },
};

const text = "a".repeat(5000);
const gzip = "Accept-Encoding: gzip";

/** A065: what stands behind a middleware that compresses. */
const ofCodings: readonly Case[] = [
  [
    "A065 a part",
    (at) =>
      asked(at, request("GET /a.txt", [gzip, "Range: bytes=0-2999"]), (response) => {
        if (response.status !== 206) return undefined;
        return value(response, "content-encoding") ?? unless("3000", String(response.body.length));
      }),
  ],
  [
    "A065 no-transform",
    (at) => asked(at, request("GET /0", [gzip]), (response) => value(response, "content-encoding")),
  ],
  [
    "A065 a strong tag",
    (at) =>
      asked(at, request("GET /1", [gzip]), (response) => {
        const tag = value(response, "etag");
        const isCoded = value(response, "content-encoding") !== undefined;
        return isCoded && tag !== undefined && !tag.startsWith("W/")
          ? `${tag} of other octets`
          : undefined;
      }),
  ],
];

/** What a server answers, row by row. */
export const corpusOfAnswers: readonly Fault[] = [
  corpus("C1", "10.2.2", "references in a redirect", ofRedirects, {
    routes: { "/": { redirect: inQuery } },
  }),
  corpus(
    "C2",
    "10.2.2",
    "more references in a redirect, by the URL parser of browsers",
    ofReferences,
    {
      routes: { "/": { redirect: inQuery } },
    },
  ),
  corpus("C1", "5.5", "values of a field", ofFields, {
    routes: byNumber(
      injected.map(([, text]) => ({ body: () => "", fields: () => ({ "x-a": text }) })),
    ),
  }),
  corpus("C1", "RFC 9112 6.3", "statuses and lengths that do not fit", ofParts, {
    routes: byNumber(framed.map(([, does]) => does)),
  }),
  corpus("C1", "5.5, 11.6.1", "a phrase, a realm, and fields of an error", ofPlaces, {
    options: { trust: isHttpError },
    routes: byNumber(elsewhere.map(([, does]) => does)),
  }),
  corpus("C1", "15.2", "early hints", ofHints, { routes: hinted }),
  corpus("C1", "8.4, 8.8.1", "behind compression", ofCodings, {
    usual: true,
    options: { conformance: "fix" },
    files: () => treeOf({ "a.txt": text }),
    routes: byNumber([
      { body: () => text, fields: () => ({ "cache-control": "no-transform" }) },
      {
        reply: () => ok(text, { etag: etag("v1") }),
        plain: written(200, text, { etag: '"v1"', "content-type": "text/plain" }),
      },
    ]),
  }),
];
