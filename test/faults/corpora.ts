import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { content, modified, probes } from "../contract/probes.ts";
import { reads } from "../contract/vectors/conditional-rows.ts";
import { around, hidden, refused, secret } from "../contract/vectors/file-rows.ts";
import { long, weights } from "../contract/vectors/negotiation-rows.ts";
import { rows as ranges } from "../contract/vectors/range-rows.ts";
import { putAt, treeOf } from "../node/files/tree.ts";
import { exchange, request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { inputOf } from "../support/vectors.ts";
import { corpusOfAnswers } from "./answers.ts";
import { asked, type Case, corpus, told, unless } from "./corpus.ts";
import { corpusOfErrors } from "./errors.ts";
import type { Does, Fault, Target } from "./fault.ts";
import { outcomeOf } from "./outcome.ts";

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

const MANY = 50_000_000;

/** What comes to a client that sends all of its content first, however much of that is read. */
const ofContent: readonly Case[] = [
  [
    "A190",
    async (at) => {
      const client = await at.connect();
      const fields = [`Content-Length: ${MANY}`, "Content-Type: application/json"];
      client.send(request("POST /", fields));
      client.send(Buffer.alloc(MANY, " "));
      const { status } = await client.read({ method: "POST" });
      client.abort();
      return unless("413", String(status));
    },
  ],
  ...[["Expect: 100-continue"], []].map(
    (fields, i): Case => [
      `A192 ${i}`,
      async (at) => {
        const client = await at.connect();
        const wire = request("POST /", ["Content-Type: application/json", ...fields], "{}");
        client.send(wire.replace("HTTP/1.1", "HTTP/1.0"));
        const { interim } = await client.read({ method: "POST", version: "1.0" });
        return unless("0", String(interim.length));
      },
    ],
  ),
];

const reading: Does = {
  by: async ({ req, answer }) => {
    for await (const _chunk of req);
    return answer("read");
  },
};

/** What a server is asked once, row by row. The names are those of test/vectors, or the sections. */
export const corpora: readonly Fault[] = [
  ...corpusOfAnswers,
  ...corpusOfErrors,
  corpus("C1", "14.2", "ranges of a file", ofRanges, { files: () => treeOf({ "a.txt": ten }) }),
  corpus("C1", "13.2.2", "conditions on a file", ofConditions, {
    files: () => treeOf({ "a.txt": ten }),
  }),
  corpus("C1", "12.4.2", "weights, and lists that are long", ofWeights, {
    routes: { "/": { by: ({ answer, choose }) => answer(choose()) } },
    // The response is what was chosen, and says no Vary.
    options: { conformance: "off" },
  }),
  corpus("C1", "17.3", "paths out of a folder, or to what is hidden", ofFiles, { files: guarded }),
  corpus("C1", "RFC 9112 3.2", "requests that are none", ofWires, { routes: { "/": reading } }),
  corpus(
    "C1",
    "RFC 9112 9.6",
    "content that is refused, and interim answers to HTTP/1.0",
    ofContent,
    {
      routes: { "/": { body: () => "done" } },
      attach: { limits: { body: 1000 } },
    },
  ),
  corpus("C2", "13, 14", "probes of a file's reads, from the text of the RFC", ofProbes, {
    files: () => putAt(treeOf({}), "a.txt", content, modified),
  }),
];
