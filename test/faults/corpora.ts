import { symlinkSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { content, modified, probes } from "../contract/probes.ts";
import { partsOf } from "../contract/vectors/byteranges.ts";
import { reads } from "../contract/vectors/conditional-rows.ts";
import { around, hidden, refused, secret } from "../contract/vectors/file-rows.ts";
import { long, weights } from "../contract/vectors/negotiation-rows.ts";
import { rows as ranges } from "../contract/vectors/range-rows.ts";
import { inputsOf, rows as redirects } from "../contract/vectors/redirect-rows.ts";
import { putAt, treeOf } from "../node/files/tree.ts";
import { exchange, request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { inputOf } from "../support/vectors.ts";
import type { Does, Fault, Target } from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

/** A row of a corpus: what it is, and how it comes out; `undefined` is as it has to. */
type Case = readonly [name: string, run: (at: Target) => Promise<string | undefined>];

const RIGHT = "as it has to";

function corpus(
  id: Fault["id"],
  section: string,
  inject: string,
  cases: readonly Case[],
  more: Partial<Fault> = {},
): Fault {
  return {
    id,
    section,
    inject,
    expect: RIGHT,
    rounds: cases.length,
    parallel: 1,
    ...more,
    run: async (at, _random, n) => {
      const [name, run] = cases[n] as Case;
      const wrong = await run(at).catch((error: Error) => error.message.slice(0, 100));
      return wrong === undefined ? RIGHT : `${name}: ${wrong}`;
    },
  };
}

/** Sends one request, judges its answer, and sees whether the connection is whole then. */
async function asked(
  at: Target,
  wire: string,
  wrong: (response: Response) => string | undefined,
): Promise<string | undefined> {
  const client = await at.connect();
  const response = await exchange(client, wire);
  const said = wrong(response);
  if (said !== undefined || value(response, "connection") === "close") return said;
  const next = await exchange(client, request("GET /canary"));
  return next.body.toString() === "alive" ? undefined : "the next answer is another one";
}

const unless = (expected: string, got: string): string | undefined =>
  got === expected ? undefined : got;

/** Status and places, as the tables have them. */
function told(response: Response, between: string): string {
  const { status } = response;
  const range = value(response, "content-range")?.replace("bytes ", "");
  if (status === 416) return `416 ${range}`;
  if (status !== 206) return String(status);
  const places = range
    ? [range]
    : partsOf(response).map((part) => part.range.replace("bytes ", ""));
  return `206 ${places.join(between)}`;
}

const ten = "0123456789";

const ofRanges = ranges.map(
  ([id, expected]): Case => [
    id,
    (at) =>
      asked(at, request("GET /a.txt", [`Range: ${inputOf(id)}`]), (response) =>
        unless(expected, told(response, ", ")),
      ),
  ],
);

/** What a target is known by, put into the fields of a row. */
async function filled(at: Target, fields: readonly string[]): Promise<readonly string[]> {
  const known = await exchange(await at.connect(), request("HEAD /a.txt"));
  const tag = value(known, "etag") ?? "none";
  const date = value(known, "last-modified") ?? "none";
  const later = new Date(Date.parse(date) + 1000).toUTCString();
  return fields.map((field) =>
    field
      .replace(/\{e?tag\}/, tag)
      .replace("{bare}", tag.replaceAll('"', ""))
      .replace("{date}", date)
      .replace("{later}", later),
  );
}

const ofConditions = reads
  .filter(([, line]) => line.startsWith("GET"))
  .map(
    ([id, line, fields, expected]): Case => [
      `${id} ${fields.join("; ")}`,
      async (at) =>
        asked(at, request(line, await filled(at, fields)), (response) => {
          const got = told(response, ", ").replace(/\/10$/, "");
          return unless(expected.replace(" If-Match", ""), got);
        }),
    ],
  );

const ofProbes = probes.map(
  ([rule, probe, expected]): Case => [
    rule,
    async (at) => {
      const [method, ...rest] = probe.split(" ");
      const fields = await filled(at, rest.join(" ").split("; ").filter(Boolean));
      return asked(at, request(`${method} /a.txt`, fields), (response) => {
        const lacks = ["etag", "last-modified"].find(
          (name) => expected.includes(name) && value(response, name) === undefined,
        );
        const plainly = expected
          .replace(/ etag| last-modified| multipart/g, "")
          .replace("bytes ", "");
        return lacks === undefined ? unless(plainly, told(response, " ")) : `no ${lacks}`;
      });
    },
  ],
);

const base = "https://good.example/from/here";
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

const ofFiles = [...refused, ...hidden].map(
  ([id, , path]): Case => [
    `${id} ${path}`,
    (at) =>
      asked(at, request(`GET ${path}`), ({ status, body }) => {
        if (body.includes(secret) || body.includes(at.root)) return `${status} that tells it`;
        return status >= 400 && status <= 404 ? undefined : String(status);
      }),
  ],
);

function guarded(): string {
  const root = join(treeOf(around), "www");
  symlinkSync("../www-secret", join(root, "linked"));
  return root;
}

const ofWeights = [
  ...weights,
  ...long
    .filter(([, name]) => name.startsWith("Accept"))
    .map(
      ([id, name, chosen]) => [`${name}: ${String(inputOf(id)).slice(0, 15_000)}`, chosen] as const,
    ),
].map(
  ([line, expected]): Case => [
    line.slice(0, 60),
    (at) => asked(at, request("GET /", [line]), ({ body }) => unless(expected, body.toString())),
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

const host = (name: string): string => `GET / HTTP/1.1\r\nHost: ${name}\r\n\r\n`;
/** RFC 3986 section 3.2.2: dots and escapes as they like are a name still. */
const legal: readonly string[] = ["a..b", "%00"];
const chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

const wires: readonly (readonly [id: string, wire: string, expected: RegExp])[] = [
  ["A183", String(inputOf("A183")), /^431/],
  ["A184", `${chunked}${inputOf("A184")}`, /^4\d\d/],
  ["A189", (inputOf("A189") as { wire: string }).wire, /^400/],
  ...(inputOf("A194") as string[]).map(
    (name) => [`A194 ${name}`, host(name), legal.includes(name) ? /^200/ : /^400/] as const,
  ),
  ["A194 twice", host("a\r\nHost: a"), /^400/],
  ["A196", (inputOf("A196") as { wire: string }).wire, /^200/],
];

const ofWires = wires.map(
  ([id, wire, expected]): Case => [
    id,
    async (at) => {
      const got = await outcomeOf(await at.connect(), wire);
      return expected.test(got) ? undefined : got;
    },
  ],
);

const reading: Does = {
  by: async ({ req, answer }) => {
    for await (const _chunk of req);
    return answer("read");
  },
};

const byNumber = (all: readonly Does[]): Fault["routes"] & {} =>
  Object.fromEntries(all.map((does, i) => [`/${i}`, does]));

/** What a server is asked once, row by row. The names are those of test/vectors, or the sections. */
export const corpora: readonly Fault[] = [
  corpus("C1", "10.2.2", "references in a redirect", ofRedirects, {
    routes: { "/": { redirect: inQuery } },
  }),
  corpus("C1", "5.5", "values of a field", ofFields, {
    routes: byNumber(
      injected.map(([, text]) => ({ body: () => "", fields: () => ({ "x-a": text }) })),
    ),
  }),
  corpus("C1", "RFC 9112 6.3", "statuses and lengths that do not fit", ofParts, {
    routes: byNumber(framed.map(([, does]) => does)),
  }),
  corpus("C1", "14.2", "ranges of a file", ofRanges, { files: () => treeOf({ "a.txt": ten }) }),
  corpus("C1", "13.2.2", "conditions on a file", ofConditions, {
    files: () => treeOf({ "a.txt": ten }),
  }),
  corpus("C1", "12.4.2", "weights, and lists that are long", ofWeights, {
    routes: { "/": { by: ({ answer, choose }) => answer(choose()) } },
    // The answer is what was chosen, and says no Vary.
    options: { conformance: "off" },
  }),
  corpus("C1", "17.3", "paths out of a folder, or to what is hidden", ofFiles, { files: guarded }),
  corpus("C1", "RFC 9112 3.2", "requests that are none", ofWires, { routes: { "/": reading } }),
  corpus("C2", "13, 14", "probes of a file's reads, from the text of the RFC", ofProbes, {
    files: () => putAt(treeOf({}), "a.txt", content, modified),
  }),
];
