import "@rightstatus/conformance/vitest";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { created, methodNotAllowed, noContent, notFound, ok } from "@rightstatus/core";
import fastify from "fastify";
import inject from "light-my-request";
import request from "supertest";
import { Response as UndiciResponse } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What is wrong with each path stands in its name. */
const listener: RequestListener = (req, res) => {
  switch (req.url) {
    case "/right":
      return res.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end("hello");
    case "/405":
      return res.writeHead(405, { "content-type": "text/plain" }).end("Not that way.");
    case "/problem":
      return res
        .writeHead(409, { "content-type": "application/problem+json; a=b" })
        .end(JSON.stringify({ type: "/problems/locked", title: "Locked", by: ["you"] }));
    case "/blank":
      return res.writeHead(404, { "content-type": "application/problem+json" }).end("{}");
    case "/other-status":
      return res
        .writeHead(409, { "content-type": "application/problem+json" })
        .end(JSON.stringify({ status: 400 }));
    case "/json":
      return res.writeHead(400, { "content-type": "application/json" }).end("{}");
    case "/broken-problem":
      return res.writeHead(400, { "content-type": "application/problem+json" }).end("[]");
    case "/gzip":
      return res
        .writeHead(422, { "content-type": "text/plain", "content-encoding": "gzip" })
        .end(gzipSync("Say more."));
    case "/bytes":
      return res
        .writeHead(500, { "content-type": "application/octet-stream" })
        .end(Buffer.from([255, 0]));
    case "/empty":
      return res.writeHead(202).end();
    case "/long":
      return res.writeHead(500, { "content-type": "text/plain" }).end("x".repeat(5000));
    default:
      return res.writeHead(500, { "content-type": "text/plain" }).end("No such path here.");
  }
};

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close().closeAllConnections();
});

type Ask = (path: string) => Promise<unknown>;

/** The same responses by each client. */
const clients: readonly (readonly [string, Ask])[] = [
  [
    "supertest",
    (path) =>
      request(origin)
        .get(path)
        .then((response) => response),
  ],
  ["fetch", (path) => fetch(origin + path)],
  ["light-my-request", (path) => inject(listener, { url: path })],
];

/** What an assertion says when it fails. */
async function failure(assertion: () => unknown): Promise<string> {
  try {
    await assertion();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("it does not fail");
}

describe.each(clients)("%s", (_, ask) => {
  it("toBeConformant passes what keeps the rules, also with all of them", async () => {
    await expect(await ask("/right")).toBeConformant();
    await expect(await ask("/405")).not.toBeConformant();
  });

  it("toBeConformant says which rule is broken, where it stands, and how to mend it", async () => {
    const response = await ask("/405");
    const said = await failure(() => expect(response).toBeConformant());
    expect(said).toContain("expected the 405 to GET /405 to be conformant, but");
    expect(said).toContain("MUST method/405-allow (RFC 9110 section ");
    expect(said).toContain("Answer with methodNotAllowed");
    await expect(response).toBeConformant({ ignore: ["method/405-allow"] });
    await expect(response).toBeConformant({ ignore: ["method"] });
  });

  it("not.toBeConformant says so too", async () => {
    const right = await ask("/right");
    expect(await failure(() => expect(right).not.toBeConformant())).toBe(
      "expected the 200 to GET /right to break a rule of level MUST, but it keeps all",
    );
  });

  it.each([
    ["/problem", {}],
    ["/problem", { status: 409 }],
    ["/problem", { status: 409, type: "/problems/locked" }],
    ["/problem", { title: expect.stringMatching(/lock/i), by: ["you"] }],
    ["/blank", { status: 404, type: "about:blank" }],
  ])("RFC 9457 section 3.1: %s is a problem with %j", async (path, members) => {
    await expect(await ask(path)).toBeProblem(members);
  });

  it.each([
    ["/problem", { status: 404 }, "the status is 409 Conflict, not 404"],
    [
      "/problem",
      { type: "about:blank" },
      'its member "type" is "/problems/locked", not "about:blank"',
    ],
    ["/problem", { detail: "x" }, 'its member "detail" is missing, not "x"'],
    ["/problem", { by: ["me"] }, 'its member "by" is ["you"], not ["me"]'],
    ["/problem", { toString: "x" }, 'its member "toString" is missing, not "x"'],
    ["/json", {}, "its Content-Type is application/json, not application/problem+json"],
    ["/empty", {}, "its Content-Type is missing, not application/problem+json"],
    ["/broken-problem", {}, "its content is no JSON object"],
    [
      "/other-status",
      {},
      'its member "status" is 400, where the response has 409 (RFC 9457 section 3.1.2)',
    ],
  ])("RFC 9457 section 3: %s is no problem with %j", async (path, members, why) => {
    const response = await ask(path);
    const said = await failure(() => expect(response).toBeProblem(members));
    expect(said).toContain(`expected a problem, but ${why}`);
    await expect(response).not.toBeProblem(members);
  });

  it.each([
    ["/other", "expected 200 OK, got 500 Internal Server Error\n\nNo such path here."],
    ["/empty", "expected 200 OK, got 202 Accepted\n\n(no content)"],
    ["/long", `${"x".repeat(2000)}… (5000 characters)`],
  ])("toHaveStatus prints the content of %s on a mismatch", async (path, message) => {
    const response = await ask(path);
    expect(await failure(() => expect(response).toHaveStatus(200))).toContain(message);
  });

  it("toHaveStatus passes, and fails by .not", async () => {
    const response = await ask("/right");
    await expect(response).toHaveStatus(200);
    await expect(response).not.toHaveStatus(201);
    expect(await failure(() => expect(response).not.toHaveStatus(200))).toBe(
      "expected another status than 200 OK\n\nhello",
    );
  });

  it("refuses a status that there cannot be", async () => {
    const response = await ask("/right");
    expect(await failure(() => expect(response).toHaveStatus(99))).toContain(
      "want an integer from 100 to 599, got 99 (RFC 9110 section 15)",
    );
  });

  it("does not take content in a coding for what stood on the wire", async () => {
    await expect(await ask("/gzip")).toBeConformant();
  });
});

describe("what is in memory", () => {
  it("is judged at once, so that nobody has to await", async () => {
    const buffered = [await request(origin).get("/405"), await inject(listener, "/405")];
    for (const response of buffered) {
      expect(() => expect(response).toHaveStatus(200)).toThrow("got 405");
      expect(() => expect(response).toBeConformant()).toThrow("method/405-allow");
    }
  });

  it("is decoded for people", async () => {
    const response = await request(origin).get("/gzip");
    expect(() => expect(response).toHaveStatus(200)).toThrow("Say more.");
    const bytes = await request(origin).get("/bytes");
    expect(() => expect(bytes).toHaveStatus(200)).toThrow("2 octets");
  });

  it("knows its request: a HEAD has no content, and a range was asked for", async () => {
    expect(await request(origin).head("/right")).toBeConformant();
    expect(await inject(listener, { method: "HEAD", url: "/right" })).toBeConformant();
  });

  it("comes from Fastify too", async () => {
    const app = fastify();
    app.get("/", () => ({ hello: "world" }));
    const response = await app.inject("/nothing");
    expect(await app.inject("/")).toBeConformant();
    expect(() => expect(response).toHaveStatus(200)).toThrow("Route GET:/nothing not found");
  });
});

describe("fetch", () => {
  it("leaves the response to be read", async () => {
    const response = await fetch(`${origin}/problem`);
    await expect(response).toBeProblem({ status: 409 });
    await expect(response).toHaveStatus(409);
    await expect(response).toBeConformant();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toMatchObject({ title: "Locked" });
  });

  it("is judged without its content where that was read before", async () => {
    const response = await fetch(`${origin}/problem`);
    await response.text();
    await expect(response).toHaveStatus(409);
    await expect(response).toBeConformant();
    expect(await failure(() => expect(response).toBeProblem())).toContain(
      "its content was read before",
    );
  });

  it("does not tell what was asked: what may be right for some request is right", async () => {
    await expect(await fetch(`${origin}/right`, { method: "HEAD" })).toBeConformant();
    await expect(await fetch(`${origin}/right`, { method: "POST" })).toBeConformant();
  });

  it("takes the Response of an application that answers without a server, and of undici", async () => {
    await expect(new Response("hello")).toBeConformant();
    await expect(Response.json({ a: 1 }, { status: 201 })).toHaveStatus(201);
    await expect(new Response(undefined, { status: 405 })).not.toBeConformant();
    await expect(new UndiciResponse("hello", { status: 202 })).toHaveStatus(202);
  });
});

describe("a reply", () => {
  it("is judged as the writer sends it", async () => {
    await expect(ok({ hello: "world" })).toBeConformant();
    await expect(created("/notes/7", { id: 7 })).toBeConformant();
    await expect(noContent()).toBeConformant();
    await expect(methodNotAllowed(["GET"])).toBeConformant();
    await expect(notFound("No such note.")).toBeProblem({ status: 404, detail: "No such note." });
    expect(await failure(() => expect(ok({ hello: "world" })).toHaveStatus(201))).toBe(
      'expected 201 Created, got 200 OK\n\n{"hello":"world"}',
    );
  });

  it("may be a stream", async () => {
    await expect(ok(Readable.from(["a", "b"]))).toBeConformant();
  });

  it("answers the request that is named", async () => {
    const head = { request: { method: "HEAD", target: "/notes?page=2" } };
    expect(await failure(() => expect(ok("a")).not.toBeConformant(head))).toContain(
      "200 to HEAD /notes?page=2",
    );
  });
});

describe("anything else", () => {
  it.each([
    ["undefined", undefined, "undefined"],
    ["null", null, "null"],
    ["a number", 404, "number"],
    ["an object", { status: 200 }, "object"],
    ["a promise", Promise.resolve(new Response()), "object: await it first"],
  ])("is refused: %s", (_, value, kind) => {
    expect(() => expect(value).toBeConformant()).toThrow(
      `want a response of supertest, fetch or light-my-request, or a reply, got ${kind}`,
    );
  });
});
