import { setTimeout as pause } from "node:timers/promises";
import { conflict, notFound, ok, pipe, serviceUnavailable } from "@rightstatus/core";
import { adopt } from "@rightstatus/core/writer";
import { rateLimit } from "@rightstatus/node";
import { treeOf } from "../node/files/tree.ts";
import { request } from "../support/connection.ts";
import { type Response, value } from "../support/response-parser.ts";
import { inputOf } from "../support/vectors.ts";
import { asked, byNumber, type Case, corpus, unless } from "./corpus.ts";
import type { Does, Fault, Target } from "./fault.ts";
import { limited, written } from "./idioms.ts";

type Row = readonly [name: string, does: Does, wrong: (response: Response) => string | undefined];

const cycle: { self?: unknown } = {};
cycle.self = cycle;
const trap = (): never => {
  throw new Error("a");
};
const unserialisable: readonly (readonly [string, unknown])[] = [
  ["1n", 1n],
  ["circular", cycle],
  ["throwing getter", Object.defineProperty({}, "a", { get: trap, enumerable: true })],
  ["throwing toJSON", { toJSON: trap }],
  ["20k-deep", Array.from({ length: 20_000 }).reduce<unknown>((inner) => [inner], [])],
  ["Symbol", Symbol("a")],
];

/** As applications write one by hand. */
const problem = (members: () => object): Does => ({
  reply: () => conflict({ ...members() }),
  plain: {
    express: (_req, res) =>
      void res
        .status(409)
        .type("application/problem+json")
        .send(JSON.stringify({ title: "Conflict", status: 409, ...members() })),
    koa: (ctx) => {
      ctx.status = 409;
      ctx.body = JSON.stringify({ title: "Conflict", status: 409, ...members() });
      ctx.type = "application/problem+json";
    },
  },
});

/** Complete, and of an error. */
const whole = ({ status }: Response): string | undefined =>
  [409, 500].includes(status) ? undefined : String(status);

const silent = ({ status, body, fields }: Response): string | undefined => {
  const said = /hunter|secret|SQL|\.ts\b/.exec(`${body} ${fields.join()}`);
  return said ? `tells ${said}` : unless("500", String(status));
};

const { status: exposed, message } = (
  inputOf("A139") as { readonly throw: { readonly status: number; readonly message: string } }
).throw;

const problems: readonly Row[] = [
  [
    "A130",
    problem(() => JSON.parse('{"__proto__":{"isAdmin":true}}')),
    (response) => ("isAdmin" in {} ? "Object.prototype is another one" : whole(response)),
  ],
  ...unserialisable.map(([what, bad]): Row => [`A132 ${what}`, problem(() => ({ bad })), whole]),
  ["A133", { fails: () => new Error("SQL: select * from users where pw=hunter2") }, silent],
  [
    "A134",
    {
      fails: () => new AggregateError([new Error("secret")], "a", { cause: new Error("secret") }),
    },
    silent,
  ],
  [
    "A139",
    { fails: () => Object.assign(new Error(message), { status: exposed, expose: true }) },
    silent,
  ],
];

const { detail } = inputOf("A143") as { readonly detail: string };

/** A page of which a browser makes nothing but text. */
function harmless(response: Response): string | undefined {
  const type = value(response, "content-type") ?? "";
  if (/img|onerror|[`]|<script>/.test(response.body.toString())) return "the path is told";
  if (!/^text\//.test(type)) return undefined;
  const lacking = [
    ["charset", /charset=/i.test(type)],
    ["nosniff", value(response, "x-content-type-options") === "nosniff"],
    ["a policy", value(response, "content-security-policy")],
  ].find(([, has]) => !has);
  return lacking && `no ${lacking[0]}`;
}

const unstored = (response: Response): string | undefined =>
  response.status < 400 || /no-store/.test(value(response, "cache-control") ?? "")
    ? undefined
    : `${response.status} that may be stored`;

const at = (wire: string, wrong: (response: Response) => string | undefined) => (to: Target) =>
  asked(to, wire, wrong);
const page = (path: string): string =>
  request(`GET ${path.replaceAll(" ", "%20")}`, ["Accept: text/html"]);

const stored: readonly (readonly [status: number, does: Does])[] = (
  inputOf("A145") as { readonly status: readonly number[] }
).status.map((status) => {
  const headers: Record<string, string> = status === 405 ? { allow: "" } : {};
  return [
    status,
    {
      reply: () => adopt({ status, headers, body: undefined }),
      plain: written(status, "", headers),
    },
  ];
});

const pages: readonly Case[] = [
  ["A140", at(page(String(inputOf("A140"))), harmless)],
  ["A141", at(page(String(inputOf("A141"))), harmless)],
  [
    "A143",
    at(request("GET /0", ["Accept: text/plain"]), ({ body }) =>
      body.includes(detail) ? undefined : body.toString().slice(0, 60),
    ),
  ],
  ...stored.map(([status], i): Case => [`A145 ${status}`, at(request(`GET /${i + 1}`), unstored)]),
  ["A146 a long field", at(request("GET /", [`A: ${"a".repeat(20_000)}`]), unstored)],
  ["A146 a control", at(request("GET /", ["A: \x07"]), unstored)],
  ["A146 a range", at(request("GET /a.txt", ["Range: bytes=999-"]), unstored)],
  ["A146 a condition", at(request("GET /a.txt", ['If-Match: "x"']), unstored)],
];

const whatsoever = [Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, 1e21];

/** Whole numbers that are no less than nothing. */
const counted = (response: Response): string | undefined =>
  response.fields
    .filter(([name]) => /^(x-)?ratelimit|^retry-after$/i.test(name))
    .map(([name, line]) => `${name}: ${line}`)
    .find((line) => /NaN|Infinity|\d\.\d|\de|[ =]-\d/.test(line));

const limits: readonly Row[] = whatsoever.map((points) => [
  `A210 ${points}`,
  {
    reply: (req) => {
      const consume = async () => ({ remainingPoints: points, msBeforeNext: 1000 });
      const limiter = { points, duration: 60, consume };
      return pipe(rateLimit(limiter, { key: () => "", policy: "a" }), () => ok("a"))(req);
    },
    plain: limited(points),
  },
  counted,
]);

const date = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const { value: delays } = inputOf("A211") as { readonly value: readonly unknown[] };
const retries: readonly Row[] = delays.map((said) => {
  const delay = said === "Invalid Date" ? new Date(Number.NaN) : said;
  return [
    `A211 ${said}`,
    {
      reply: () => serviceUnavailable({ retryAfter: delay as number }),
      plain: written(503, "", { "Retry-After": String(delay) }),
    },
    (response) => {
      const line = value(response, "retry-after") ?? "0";
      return /^\d+$/.test(line) || date.test(line) ? undefined : line;
    },
  ];
});

function ofRows(rows: readonly Row[]): readonly Case[] {
  return rows.map(([name, , wrong], i) => [name, at(request(`GET /${i}`), wrong)]);
}

const doesOf = (rows: readonly Row[]): Fault["routes"] & {} =>
  byNumber(rows.map(([, does]) => does));

/** What all the handlers of a server wait for. */
let open = (): void => {};
let gate = Promise.resolve();

/** Ends a server with so many requests in work, and one that never ends. */
async function ended(at: Target, count: number, stuck: boolean): Promise<string | undefined> {
  const one = await at.again();
  gate = new Promise((resolve) => {
    open = resolve;
  });
  let arrived = 0;
  one.server.on("request", () => void arrived++);
  const clients = await Promise.all(Array.from({ length: count }, () => one.connect()));
  for (const client of clients) client.send(request("GET /"));
  if (stuck) (await one.connect()).send(request("GET /never"));
  while (arrived < count + Number(stuck)) await pause(5);
  const free = one.close({ timeout: 1500 }).then(() => true);
  open();
  const answers = await Promise.all(clients.map((client) => client.read()));
  const wrong = answers.find(
    (each) => each.status !== 200 || value(each, "connection") !== "close",
  );
  const isFree = await Promise.race([free, pause(3000, false)]);
  one.server.closeAllConnections();
  await free;
  if (wrong !== undefined) return `${wrong.status}, ${value(wrong, "connection")}`;
  return isFree ? undefined : "not free";
}

const shutdowns: readonly Case[] = [
  ["A213", (to) => ended(to, 1, false)],
  ["A214", (to) => ended(to, 200, true)],
];

/** What a server makes of errors and limits, and of its own end. */
export const corpusOfErrors: readonly Fault[] = [
  corpus("C1", "RFC 9457 3", "problems, and errors that tell something", ofRows(problems), {
    routes: doesOf(problems),
  }),
  corpus("C1", "RFC 9111 4.2.2", "pages of errors, and whether they are stored", pages, {
    files: () => treeOf({ "a.txt": "0123456789" }),
    routes: byNumber([
      { reply: () => notFound(detail), plain: written(404, detail) },
      ...stored.map(([, does]) => does),
    ]),
  }),
  corpus("C1", "RFC 6585 4", "numbers of a rate limit", ofRows(limits), { routes: doesOf(limits) }),
  corpus("C1", "10.2.3", "times to retry after", ofRows(retries), { routes: doesOf(retries) }),
  corpus("C1", "RFC 9112 9.6", "the end of a server with requests in work", shutdowns, {
    routes: {
      "/": {
        by: async ({ answer }) => {
          await gate;
          return answer("done");
        },
      },
      "/never": { by: () => new Promise(() => {}) },
    },
  }),
];
