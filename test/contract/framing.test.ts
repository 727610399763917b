import { ok } from "@rightstatus/core";
import { createServer, send } from "@rightstatus/node";
import { afterAll, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { connect, request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import {
  type Exchange,
  expectAlive,
  frameworks,
  keepingOut,
  type Route,
  type Running,
  start,
} from "../support/servers.ts";
import { everywhere, listen, type Where } from "./connection/everywhere.ts";

/** Handlers that write by themselves, and would break the connection. */
const plain: Readonly<Record<string, (exchange: Pick<Exchange, "res">) => unknown>> = {
  "/fine": ({ res }) => void res.writeHead(200, { "Content-Type": "text/plain" }).end("fine"),
  "/204-coded": ({ res }) =>
    void res.writeHead(204, { "Transfer-Encoding": "chunked" }).end("lost"),
  "/205": ({ res }) => {
    res.statusCode = 205;
    res.end("lost");
  },
  "/205-without": ({ res }) => {
    res.statusCode = 205;
    res.end();
  },
  "/205-said": ({ res }) => void res.writeHead(205, { "Content-Length": "4" }).end("lost"),
  "/205-in-chunks": ({ res }) => {
    res.writeHead(205, { "Transfer-Encoding": "chunked" });
    res.write("lo");
    res.end("st");
  },
  "/205-chunked-and-empty": ({ res }) => void res.writeHead(205).end(),
  "/304": ({ res }) => {
    const fields = { "Content-Length": "4", "Content-Type": "text/plain", ETag: '"a"' };
    res.writeHead(304, fields).end("lost");
  },
  "/framed-twice": ({ res }) => {
    res.setHeader("Transfer-Encoding", "chunked");
    res.writeHead(200, { "Content-Length": "4", "Content-Type": "text/plain" }).end("kept");
  },
  "/trailers": ({ res }) => {
    res.writeHead(200, { Trailer: "X-A", "Content-Type": "text/plain" });
    res.write("kept");
    res.addTrailers({ "X-A": "1" });
    res.end();
  },
  "/characters": ({ res }) => {
    res.statusCode = 200;
    res.setHeader("Content-Type", "text/plain");
    res.setHeader("Content-Length", "é".length);
    res.end("é");
  },
  "/head": ({ res }) => {
    res.statusCode = 200;
    res.setHeader("Content-Type", "text/plain");
    res.setHeader("Content-Length", "9");
    res.end();
  },
  "/whole": ({ res }) => {
    res.writeHead(200, { "Content-Length": "4", "Content-Type": "text/plain" });
    res.write("k");
    res.end("ept");
  },
  "/longer": ({ res }) =>
    void res.writeHead(200, { "Content-Length": "2", "Content-Type": "text/plain" }).end("more"),
  "/longer-later": ({ res }) => {
    res.statusCode = 200;
    res.setHeader("Content-Length", "2");
    res.write("m");
    res.end("ore");
  },
  "/shorter": ({ res }) => {
    res.statusCode = 200;
    res.setHeader("Content-Length", "9");
    res.write("le");
    res.end("ss");
  },
  "/interim": ({ res }) => void res.writeHead(103).end(),
  "/hinted": ({ res }) => {
    const written = vi.fn(() => {
      res.writeHead(200, { "Content-Type": "text/plain" }).end("after");
    });
    res.writeProcessing();
    res.writeEarlyHints({ link: "</a>; rel=preload" });
    res.writeContinue(written);
  },
  "/invalid": ({ res }) => void res.writeHead(600, { "Content-Type": "text/plain" }).end("lost"),
  "/invalid-later": ({ res }) => {
    setTimeout(() => {
      res.statusCode = 999; // As some servers say to robots, and a proxy passes on.
      res.setHeader("Content-Type", "text/plain");
      res.write("lo");
      res.end("st");
    }, 10);
  },
  "/twice": ({ res }) => {
    res.setHeader("ETag", ['"a"', '"b"']);
    res.setHeader("Set-Cookie", ["a=1", "b=2"]);
    res.writeHead(200, { "Content-Type": "text/plain" }).end("kept");
  },
  "/kept-open": ({ res }) => {
    res.setHeader("Connection", "keep-alive, X-Hop");
    res.writeHead(200, { "Content-Type": "text/plain" }).end("kept");
  },
  "/hinted-late": ({ res }) => {
    res.writeHead(200, { "Content-Type": "text/plain" });
    res.write("ke");
    res.writeProcessing();
    res.writeEarlyHints({ link: "</a>; rel=preload" });
    res.writeContinue();
    res.end("pt");
  },
  "/later": ({ res }) => {
    setTimeout(() => res.writeHead(200, { "Content-Type": "text/plain" }).end("first"), 30);
  },
  "/hinted-early": ({ res }) => {
    res.writeProcessing();
    res.writeEarlyHints({ link: "</a>; rel=preload" });
    res.writeContinue();
    res.statusCode = 200;
    res.setHeader("Content-Type", "text/plain");
    res.end(Buffer.from("second"));
  },
};

type Row = readonly [
  rule: string,
  path: string,
  version: "1.0" | "1.1",
  status: number,
  fields: Readonly<Record<string, string | undefined>>,
  body: string,
];
const failed = { "content-type": undefined, "content-length": "0" };
const rows: readonly Row[] = [
  ["9112 6.1", "/204-coded", "1.1", 204, { "transfer-encoding": undefined }, ""],
  ["9110 15.3.6", "/205", "1.1", 205, { "content-length": "0" }, ""],
  ["9110 15.3.6", "/205-without", "1.1", 205, { "content-length": "0" }, ""],
  ["9110 15.3.6", "/205-said", "1.1", 205, { "content-length": "0" }, ""],
  [
    "9110 15.3.6",
    "/205-in-chunks",
    "1.1",
    205,
    { "content-length": "0", "transfer-encoding": undefined },
    "",
  ],
  [
    "9110 15.4.5",
    "/304",
    "1.1",
    304,
    { etag: '"a"', "content-length": undefined, "content-type": undefined },
    "",
  ],
  [
    "9112 6.2",
    "/framed-twice",
    "1.1",
    200,
    { "content-length": undefined, "transfer-encoding": "chunked" },
    "kept",
  ],
  [
    "9112 6.1",
    "/framed-twice",
    "1.0",
    200,
    { "content-length": "4", "transfer-encoding": undefined },
    "kept",
  ],
  ["9110 6.5.1", "/trailers", "1.1", 200, { trailer: "X-A" }, "kept"],
  ["9110 6.5.1", "/trailers", "1.0", 200, { trailer: undefined }, "kept"],
  ["9110 8.6", "/characters", "1.1", 200, { "content-length": "2" }, "é"],
  ["9110 8.6", "/whole", "1.1", 200, { "content-length": "4" }, "kept"],
  ["9110 15.2", "/hinted", "1.0", 200, {}, "after"],
  ["9110 15.2", "/hinted-late", "1.1", 200, {}, "kept"],
  ["9112 9.6", "/kept-open", "1.1", 200, { connection: "keep-alive, X-Hop" }, "kept"],
  ["9112 9.6", "/kept-open", "1.0", 200, { connection: "x-hop, close" }, "kept"],
  ["9110 15.2", "/interim", "1.1", 500, failed, ""],
  ["9110 15", "/invalid", "1.1", 500, failed, ""],
  ["9110 15", "/invalid-later", "1.1", 500, failed, ""],
  ["9110 5.3", "/twice", "1.1", 200, { etag: '"a"', "set-cookie": "a=1, b=2" }, "kept"],
];

let warned: MockInstance;
beforeEach(() => {
  warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
});

/** The codes of what was told. */
const told = () => warned.mock.calls.map(([, { code }]) => code);

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => Promise.all(servers.splice(0).map((server) => server.drain())));

/** Under `createServer` alone: nothing of ours but the server knows of the request. */
async function underServer(where: Where, routes: readonly Route[]): Promise<Running["connect"]> {
  if (where !== "node:http")
    return (await start(where, { alone: true, routes, koa: keepingOut })).connect;
  const handlers = new Map(routes.map((route) => [route.path, "plain" in route && route.plain]));
  const server = createServer((req, res) => {
    const handler = handlers.get(req.url ?? "");
    if (handler) handler({ res } as Exchange);
    else send(req, res, ok("alive"));
  });
  servers.push(server);
  const port = await listen(server);
  return () => connect(port);
}

/** Under the boundary alone, on a server of node's. */
async function underReplies(
  framework: (typeof frameworks)[number],
  routes: readonly Route[],
  conformance: "fix" | "warn" | "throw" | "off",
  onError = () => {},
): Promise<Running["connect"]> {
  const options = { conformance, onError };
  return (await start(framework, { routes, koa: keepingOut, options })).connect;
}

describe.each([
  ...everywhere.map((where) => ({
    name: `createServer alone, ${where}`,
    on: (routes: readonly Route[]) => underServer(where, routes),
  })),
  ...frameworks.map((framework) => ({
    name: `replies({ conformance: "fix" }), ${framework}`,
    on: (routes: readonly Route[]) => underReplies(framework, routes, "fix"),
  })),
])("old responses under $name", ({ name, on }) => {
  // Each has paths of its own: without replies() a warning comes once a route in the whole process.
  const at = (path: string) => `/${name.replaceAll(/\W+/g, "-")}${path}`;
  const routes = Object.entries(plain).map(([path, plain]) => ({ path: at(path), plain }));
  const get = (path: string) => request(`GET ${at(path)}`);

  it.each<Row>(rows)(
    "%s framing, %s to HTTP/%s",
    async (_rule, path, version, status, fields, body) => {
      const client = await (await on(routes))();
      client.send(get(path).replace("HTTP/1.1", `HTTP/${version}`));
      const response = await client.read({ version });
      const got = Object.keys(fields).map((name) => [name, value(response, name)]);
      expect([response.status, response.interim]).toEqual([status, []]);
      expect(Object.fromEntries(got)).toEqual(fields);
      expect(response.body.toString()).toBe(body);
      if (version === "1.1") await expectAlive(client);
    },
  );

  it("9110 15 what node:http throws for leads to the application", async () => {
    const thrown = vi.fn();
    const path = at("/none");
    const plain = ({ res }: Pick<Exchange, "res">) => {
      try {
        res.writeHead(1000);
      } catch (error) {
        thrown(error);
        res.writeHead(500, { "Content-Length": 0 }).end();
      }
    };
    const client = await (await on([{ path, plain }]))();
    client.send(get("/none"));
    expect((await client.read()).status).toBe(500);
    expect(thrown).toHaveBeenCalledOnce();
  });

  it("9110 15.2 writes no interim response into one that waits for the one before it", async () => {
    const client = await (await on(routes))();
    client.send(get("/later") + get("/hinted-early"));
    const bodies = [await client.read(), await client.read()].map(({ body }) => body.toString());
    expect(bodies).toEqual(["first", "second"]);
    await expectAlive(client);
  });

  it("9112 9.6 a client that says close gets the end, whatever the application says", async () => {
    const client = await (await on(routes))();
    client.send(get("/kept-open").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    expect(value(await client.read(), "connection")).toBe("x-hop, close");
    await client.ended();
  });

  it("9110 8.6 a response to HEAD may say the length of the one to GET", async () => {
    const client = await (await on(routes))();
    client.send(get("/head").replace("GET", "HEAD"));
    expect(value(await client.read({ method: "HEAD" }), "content-length")).toBe("9");
  });

  it.each(["/longer", "/longer-later", "/shorter"])(
    "9112 6.3 breaks off %s, and the next response is not read as its rest",
    async (path) => {
      const client = await (await on(routes))();
      client.send(get(path) + get("/fine"));
      expect(await client.broken()).not.toMatch(/fine|more$/);
      expect(told()).toEqual(["fix/length"]);
    },
  );
});

describe.each(frameworks)("replies({ conformance }), %s", (framework) => {
  const routes = Object.entries(plain).map(([path, plain]) => ({ path, plain }));

  it.each(["fix", "warn"] as const)(
    "%s: 9110 15 onError is told of a status that is none",
    async (mode) => {
      const onError = vi.fn();
      const client = await (await underReplies(framework, routes, mode, onError))();
      client.send(request("GET /invalid-later"));
      expect((await client.read()).status).toBe(500);
      expect(onError).toHaveBeenCalledExactlyOnceWith(
        expect.objectContaining({ message: expect.stringContaining("999") }),
        expect.anything(),
      );
    },
  );

  it.each(["warn", "throw"] as const)(
    "%s: 9112 6.3 breaks off a wrong length, and 9110 15.2 fails an interim status, too",
    async (mode) => {
      const on = await underReplies(framework, routes, mode);
      const broken = await on();
      broken.send(request("GET /shorter") + request("GET /fine"));
      expect(await broken.broken()).not.toContain("fine");
      const client = await on();
      client.send(request("GET /interim"));
      expect((await client.read()).status).toBe(500);
    },
  );

  it.each([
    ["/205", "1.1", /\r\n\r\nlost$/],
    ["/205", "1.0", /\r\n\r\nlost$/],
    ["/205-said", "1.1", /\r\n\r\nlost$/],
    ["/205-in-chunks", "1.1", /\r\nlo(\r\n.*\r\n)?st\r\n/s], // Node 26 makes one chunk of both.
  ])(
    "warn: 9110 15.3.6 tells of the content of %s to HTTP/%s, and sends it",
    async (path, version, wire) => {
      const client = await (await underReplies(framework, routes, "warn"))();
      client.send(request(`GET ${path}`).replace("HTTP/1.1", `HTTP/${version}`));
      expect(await client.silence(50)).toMatch(wire);
      expect(told()).toEqual(["framing/205-no-content"]);
    },
  );

  it.each(["/205", "/205-said"])("throw: 9110 15.3.6 fails %s", async (path) => {
    const client = await (await underReplies(framework, routes, "throw"))();
    client.send(request(`GET ${path}`));
    expect((await client.read()).status).toBe(500);
    await expectAlive(client);
  });

  it("throw: 9110 15.3.6 breaks off a 205 whose content comes behind its head", async () => {
    const onError = vi.fn();
    const client = await (await underReplies(framework, routes, "throw", onError))();
    client.send(request("GET /205-in-chunks") + request("GET /fine"));
    expect(await client.broken()).not.toMatch(/lo|fine/);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({
        findings: [expect.objectContaining({ rule: "framing/205-no-content" })],
      }),
      expect.anything(),
    );
  });

  it.each([
    ["warn", "/205-without"],
    ["warn", "/205-chunked-and-empty"],
    ["throw", "/205-without"],
    ["throw", "/205-chunked-and-empty"],
  ] as const)("%s: 9110 15.3.6 lets %s pass", async (mode, path) => {
    const client = await (await underReplies(framework, routes, mode))();
    client.send(request(`GET ${path}`));
    expect((await client.read()).status).toBe(205);
    expect(told()).toEqual([]);
    await expectAlive(client);
  });

  it("off: what createServer holds is let go, too", async () => {
    const client = await (await underReplies(framework, routes, "off"))();
    client.send(request("GET /205-said"));
    expect(await client.silence(50)).toMatch(/\r\n\r\nlost$/);
    expect(told()).toEqual([]);
  });
});
