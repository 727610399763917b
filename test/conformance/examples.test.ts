import { type Exchange, type Level, lint } from "@rightstatus/conformance";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { ask, said } from "./walk.ts";

const examples = new URL("../../examples/", import.meta.url);

interface Program {
  readonly port: string;
  stop(): Promise<number>;
}

interface Runner {
  built(): Promise<void>;
  run(directory: string): Promise<Program>;
}

/** Advice that the notes do not follow. */
const accepted: Reasons = {
  "ADVICE neg/accept-satisfied":
    "A note and the page have one type each, so they are not negotiated: RFC 9110 section 12.4.1 lets a server send what it has.",
};

/** Advice that no step of the books follows: they show how to move, and change nothing else. */
const ofBooks: Reasons = {
  "ADVICE cc/heuristic": "How long a book may be kept is for who takes the example to say.",
  "ADVICE field/unnecessary": "X-Powered-By is what Express says unless it is told not to.",
};

/** What is wrong with the books before they move. */
const ofBefore: Reasons = {
  ...ofBooks,
  "MUST framing/head-content-length":
    "finalhandler of Express counts its page with the method in it, and HEAD is longer than GET.",
  "ADVICE problem/generic-json-error": 'The route answers { "error": ... } of its own.',
};

const JSON_TYPE = "Content-Type: application/json";
const LATER = "Fri, 01 Jan 2100 00:00:00 GMT";
const EARLIER = "Thu, 01 Jan 1970 00:00:00 GMT";

/** Every request that the notes' own test makes, and each way of reading besides. */
async function* notes(port: number): AsyncGenerator<Exchange> {
  const send = (line: string, fields: string[] = [], body?: string) =>
    ask(port, request(line, fields, body));
  const draft = (title: string) => JSON.stringify({ title });

  const made = await send("POST /notes", [JSON_TYPE], draft("Tea"));
  const path = said(made, "location");
  const etag = said(made, "etag");
  yield made;
  yield send("POST /notes", [JSON_TYPE], draft("Tea")); // 409
  yield send("POST /notes", ["Content-Type: text/plain"], "Milk"); // 415
  yield send("POST /notes"); // 415
  yield send("POST /notes", [JSON_TYPE], draft("")); // 422
  yield send("POST /notes", [JSON_TYPE], '{"title":'); // 400
  yield send("POST /notes", [JSON_TYPE, "Content-Encoding: x-none"], "{}"); // 415

  for (const target of ["/notes", path, "/", "/page.css", "/nothing", "/closed"]) {
    for (const method of ["GET", "HEAD"]) {
      const read = await send(`${method} ${target}`);
      const [tag, date] = [said(read, "etag") || '"none"', said(read, "last-modified") || LATER];
      yield read;
      yield send(`${method} ${target}`, ["Accept: text/plain"]);
      yield send(`${method} ${target}`, ["Accept: image/png"]);
      yield send(`${method} ${target}`, ["Accept: text/html", "Accept-Language: zh-TW"]);
      yield send(`${method} ${target}`, ["Accept-Encoding: gzip"]);
      yield send(`${method} ${target}`, ["Accept-Encoding: br;q=0.5, *;q=0"]);
      yield send(`${method} ${target}`, ["Accept-Encoding:"]);
      yield send(`${method} ${target}`, ["Origin: https://elsewhere.example"]);
      yield send(`${method} ${target}`, [`If-None-Match: "x", W/${tag.replace(/^W\//, "")}`]);
      yield send(`${method} ${target}`, ["If-None-Match: *"]);
      yield send(`${method} ${target}`, ['If-None-Match: "x"', `If-Modified-Since: ${LATER}`]);
      yield send(`${method} ${target}`, [`If-Modified-Since: ${date}`]);
      yield send(`${method} ${target}`, [`If-Modified-Since: ${EARLIER}`]);
      yield send(`${method} ${target}`, ['If-Match: "x"']);
      yield send(`${method} ${target}`, [`If-Match: ${tag}`]);
      yield send(`${method} ${target}`, [`If-Unmodified-Since: ${EARLIER}`]);
      yield send(`${method} ${target}`, ["Range: bytes=0-3"]);
      yield send(`${method} ${target}`, ["Range: bytes=-2, 0-3"]);
      yield send(`${method} ${target}`, ["Range: bytes=99999999-"]);
      yield send(`${method} ${target}`, ["Range: pages=1-2"]);
      yield send(`${method} ${target}`, ["Range: bytes=0-3", `If-Range: ${tag}`]);
      yield send(`${method} ${target}`, ["Range: bytes=0-3", `If-Range: ${date}`]);
    }
    for (const method of ["OPTIONS", "PATCH", "TRACE", "DELETE", "FOO", "get"]) {
      if (method === "DELETE" && target === path) continue;
      yield send(`${method} ${target}`, ["Cookie: a=b"]);
    }
    yield send(`OPTIONS ${target}`, [
      "Origin: https://elsewhere.example",
      "Access-Control-Request-Method: POST",
    ]);
    yield send(`OPTIONS ${target}`, ["If-Match: *"]);
  }

  for (const target of ["/page.js", "/requests.js", "/send.js"]) yield send(`GET ${target}`);
  yield send(`PUT ${path}`, [JSON_TYPE], draft("Coffee")); // 428
  yield send(`PUT ${path}`, [JSON_TYPE, 'If-Match: "0"'], draft("Coffee")); // 412
  yield existing(true, send(`PUT ${path}`, [JSON_TYPE, "If-None-Match: *"], draft("Coffee"))); // 412
  yield existing(true, send(`PUT ${path}`, [JSON_TYPE, `If-Match: ${etag}`], draft("Coffee"))); // 200
  yield existing(false, send("PUT /notes/mine", [JSON_TYPE, "If-Match: *"], draft("Mine"))); // 412
  yield existing(false, send("PUT /notes/mine", [JSON_TYPE, "If-None-Match: *"], draft("Mine"))); // 201
  yield send(`PUT ${path}`, [JSON_TYPE, `If-Match: ${etag}`], draft("Mine")); // 412
  yield send(`DELETE ${path}`, ['If-Match: "0"']); // 412
  yield send(`DELETE ${path}`); // 204
  yield send(`DELETE ${path}`); // 404
  yield send(`DELETE ${path}`, ["If-Match: *"]); // 404
  yield send("OPTIONS *");
  yield send("POST /notes", [JSON_TYPE], draft("x".repeat(20_000))); // 413, the last: it may close
}

async function existing(existed: boolean, asked: Promise<Exchange>): Promise<Exchange> {
  const exchange = await asked;
  return { ...exchange, circumstances: { ...exchange.circumstances, existed } };
}

/** Every request that the books' own test makes. */
async function* books(port: number, step: string): AsyncGenerator<Exchange> {
  const send = (line: string, fields: string[] = [], body?: string) =>
    ask(port, request(line.replace(" /", ` /${step}/`), fields, body));
  for (const method of ["GET", "HEAD"]) {
    for (const target of ["/books/1", "/books/7", "/nothing"]) {
      const read = await send(`${method} ${target}`);
      yield read;
      yield send(`${method} ${target}`, [`If-None-Match: ${said(read, "etag") || '"x"'}`]);
      yield send(`${method} ${target}`, ["Range: bytes=0-3"]);
    }
  }
  yield send("POST /books", [JSON_TYPE], '{"title":"Emma"}');
  yield send("POST /books", [JSON_TYPE], '{"title":"Walden"}');
  yield send("POST /books", [JSON_TYPE], "{}");
  yield send("POST /books", [JSON_TYPE], "{");
  yield send("DELETE /books/1");
  yield send("OPTIONS /books");
}

/** Each finding once, as "level rule", with where it was seen first. */
async function findings(exchanges: AsyncIterable<Exchange>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const exchange of exchanges) {
    const { method, target, headers } = exchange.request;
    for (const { level, message, rule } of lint(exchange)) {
      const key = `${level} ${rule}`;
      const fields = headers.slice(1).map(([name, value]) => `${name}: ${value}`);
      const where = `${method} ${target} ${fields.join("; ").slice(0, 200)} (${exchange.response.status}): ${message}`;
      if (!found.has(key)) found.set(key, where);
    }
  }
  return found;
}

let runner: Runner;
beforeAll(async () => {
  runner = await import(new URL("run.js", examples).href);
  await runner.built();
}, 120_000);

describe.each(["express-notes", "koa-notes"])("%s", (name) => {
  let program: Program;
  beforeAll(async () => {
    program = await runner.run(`${name}/`);
  }, 30_000);
  afterAll(() => program?.stop());

  it("breaks no MUST and no SHOULD, and what is advised else has its reason", async () => {
    const found = await findings(notes(Number(program.port)));
    expect(Object.fromEntries(found)).toEqual(reasoned(accepted));
  });
});

describe("express4-callbacks", () => {
  let program: Program;
  beforeAll(async () => {
    program = await runner.run("express4-callbacks/");
  }, 30_000);
  afterAll(() => program?.stop());

  it.each(["first", "all"])("%s: no MUST and no SHOULD is broken", async (step) => {
    const found = await findings(books(Number(program.port), step));
    expect(Object.fromEntries(found)).toEqual(reasoned(ofBooks));
  });

  it("before: what Express does by itself is found", async () => {
    const found = await findings(books(Number(program.port), "before"));
    expect(Object.fromEntries(found)).toEqual(reasoned(ofBefore));
  });
});

/** What is found, and why it stays. */
type Reasons = Readonly<Record<`${Level} ${string}`, string>>;

function reasoned(reasons: Reasons): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(reasons).map((found) => [found, expect.any(String)]));
}
