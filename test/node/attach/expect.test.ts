import {
  createServer as createNodeServer,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import {
  bearer,
  contentTooLarge,
  expectationFailed,
  ok,
  unauthorized,
  unsupportedMediaType,
} from "@rightstatus/core";
import { type AttachOptions, attach, createServer, send } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type Connection, methodOf, request } from "../../support/connection.ts";
import { type Response, value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";
import { type AttachedServer, listenAttached, listenOn, listenTls, overTls } from "./attached.ts";

guardProcess();

/** How an application reads content; each resolves with the number of octets. */
const readers: Readonly<Record<string, (req: IncomingMessage) => Promise<number>>> = {
  "/for-await": async (req) => {
    let count = 0;
    for await (const chunk of req) count += chunk.length;
    return count;
  },
  "/data": (req) =>
    new Promise((resolve) => {
      let count = 0;
      req.on("data", (chunk: Buffer) => {
        count += chunk.length;
      });
      req.on("end", () => resolve(count));
    }),
  "/readable": (req) =>
    new Promise((resolve) => {
      let count = 0;
      req.on("readable", () => {
        for (let chunk = req.read(); chunk !== null; chunk = req.read()) count += chunk.length;
      });
      req.on("end", () => resolve(count));
    }),
  "/resume": (req) =>
    new Promise((resolve) => {
      req.resume();
      req.on("end", () => resolve(0));
    }),
};

/** Lets a handler go on that waits to read. */
let read = (): void => {};

const app: RequestListener = async (req, res) => {
  const path = req.url ?? "";
  const answer = (text: string | number) => send(req, res, ok(`${text} octets`));
  if (path === "/unread") return void answer("no");
  if (path === "/held") {
    await new Promise<void>((resolve) => {
      read = resolve;
    });
  }
  if (path === "/early-hint") for (let i = 0; i < 3; i++) res.writeContinue();
  if (path === "/head-first") {
    res.writeHead(200, { "content-length": 0 });
    res.flushHeaders();
    req.resume();
    res.writeContinue();
    return void res.end();
  }
  if (path === "/slow") await pause(100);
  const reader = readers[path] ?? readers["/for-await"];
  await reader?.(req).then(answer, () => {}); // The client has gone.
};

const expecting = (to: string, ...fields: string[]): string =>
  request(to, ["Expect: 100-continue", "Content-Length: 4", ...fields]);

const interim = ({ interim: heads }: Response): number[] => heads.map(({ status }) => status);

async function answered(
  client: Connection,
  asked = "GET",
): Promise<readonly [number[], number, string | undefined]> {
  const response = await client.read({ method: asked });
  return [interim(response), response.status, value(response, "connection")];
}

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app, { limits: { body: 8 } });
});

describe("RFC 9110 section 10.1.1, without a policy", () => {
  it("sends 100 when the application begins to read, and no sooner", async () => {
    const client = await server.connect();
    client.send(expecting("POST /held"));
    expect(await client.silence(50)).toBe("");
    read();
    await vi.waitFor(async () =>
      expect(await client.silence(5)).toBe("HTTP/1.1 100 Continue\r\n\r\n"),
    );
    client.send("abcd");
    expect(await answered(client)).toEqual([[100], 200, "keep-alive"]);
  });

  it.each([...Object.keys(readers), "/early-hint"])(
    "one 100 however it is read: %s",
    async (path) => {
      const client = await server.connect();
      client.send(expecting(`PUT ${path}`));
      await vi.waitFor(async () => expect(await client.silence(5)).toContain("100 Continue"));
      client.send(`abcd${expecting("POST /for-await")}abcd${request("GET /unread")}`);
      expect(await answered(client)).toEqual([[100], 200, "keep-alive"]);
      expect(await answered(client)).toEqual([[100], 200, "keep-alive"]);
      expect(await answered(client)).toEqual([[], 200, "keep-alive"]);
    },
  );

  type Row = [rule: string, wire: string, interim: number[], status: number, connection: string];
  const post = (...fields: string[]) => request("POST /for-await", fields, "abcd");
  it.each<Row>([
    ["10.1.1 a final response in its place", expecting("POST /unread"), [], 200, "close"],
    ["10.1.1 content that did not wait", post("Expect: 100-continue"), [100], 200, "keep-alive"],
    ["10.1.1 in any case", post("Expect: 100-Continue"), [100], 200, "keep-alive"],
    ["10.1.1 a list", post("Expect: 100-continue, 100-continue"), [100], 200, "keep-alive"],
    [
      "10.1.1 two lines",
      post("Expect: 100-continue", "Expect: 100-continue"),
      [100],
      200,
      "keep-alive",
    ],
    ["10.1.1 nothing is expected", post("Expect:"), [], 200, "keep-alive"],
    [
      "10.1.1 chunked",
      request("POST /for-await", ["Expect: 100-continue", "Transfer-Encoding: chunked"]) +
        "1\r\na\r\n0\r\n\r\n",
      [100],
      200,
      "keep-alive",
    ],
    [
      "10.1.1 without content, unread",
      request("GET /unread", ["Expect: 100-continue"]),
      [],
      200,
      "close",
    ],
    ["10.1.1 HEAD", request("HEAD /unread", ["Expect: 100-continue"]), [], 200, "close"],
    ["10.1.1 none behind the final head", expecting("POST /head-first"), [], 200, "close"],
    ["10.1.1 another expectation", post("Expect: foo"), [], 417, "close"],
    ["10.1.1 another one beside it", post("Expect: 100-continue, foo"), [], 417, "close"],
    ["10.1.1 another one before it", post("Expect: foo, 100-continue"), [], 417, "close"],
    ["10.1.1 in a line of its own", post("Expect: 100-continue", "Expect: foo"), [], 417, "close"],
    ["10.1.1 one with a value", post("Expect: 100-continue=1"), [], 417, "close"],
    ["10.1.1 one in quotes", post('Expect: "100-continue"'), [], 417, "close"],
    ["10.1.1 one that only contains it", post("Expect: x-100-continue"), [], 417, "close"],
    [
      "9112 3.2 what is wrong with the request comes first",
      expecting("POST /for-await", "Host: b"),
      [],
      400,
      "close",
    ],
    [
      "15.5.14 too much content",
      request("POST /for-await", ["Expect: 100-continue", "Content-Length: 9"]),
      [],
      413,
      "close",
    ],
  ])("%s", async (_rule, wire, heads, status, connection) => {
    const client = await server.connect();
    client.send(wire);
    expect(await answered(client, methodOf(wire))).toEqual([heads, status, connection]);
    if (connection === "close") return void (await client.ended());
    client.send(request("GET /unread"));
    expect(await answered(client)).toEqual([[], 200, "keep-alive"]);
  });

  it("10.1.1 ignores it in HTTP/1.0", async () => {
    const client = await server.connect();
    client.send(expecting("POST /for-await").replace("HTTP/1.1", "HTTP/1.0"));
    expect(await client.silence(50)).toBe("");
    client.send("abcd");
    const response = await client.read({ version: "1.0" });
    expect([interim(response), response.body.toString()]).toEqual([[], "4 octets"]);
    await client.ended();
  });

  it("sends the 100 behind the responses to earlier requests", async () => {
    const client = await server.connect();
    client.send(`${request("GET /slow")}${expecting("POST /for-await")}`);
    expect(await answered(client)).toEqual([[], 200, "keep-alive"]);
    client.send("abcd");
    expect(await answered(client)).toEqual([[100], 200, "keep-alive"]);
  });

  it("sends no 100 for content that came and was answered behind an earlier request", async () => {
    const client = await server.connect();
    client.send(`${request("GET /slow")}${expecting("POST /for-await")}abcd`);
    expect(await answered(client)).toEqual([[], 200, "keep-alive"]);
    expect(await answered(client)).toEqual([[], 200, "close"]);
    await client.ended();
  });

  it("9112 9.6 a client that sends all the same reads the response", async () => {
    const client = await server.connect();
    client.send(request("POST /unread", ["Expect: 100-continue", "Transfer-Encoding: chunked"]));
    for (let i = 0; i < 20; i++) client.send(`4000\r\n${"a".repeat(0x4000)}\r\n`);
    expect(await answered(client)).toEqual([[], 200, "close"]);
    await client.ended();
  });

  it.each([
    ["before it reads", "/held"],
    ["while it reads", "/for-await"],
  ])("a client that goes %s does no harm", async (_when, path) => {
    const client = await server.connect();
    client.send(expecting(`POST ${path}`));
    await pause(20);
    client.abort();
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
    read();
    await pause(10);
  });

  it("over TLS", async () => {
    const { port } = await listenTls(app);
    const wire = request("POST /for-await", ["Expect: 100-continue", "Connection: close"], "abcd");
    const [response] = await overTls(port, wire);
    expect(response && [interim(response), response.status]).toEqual([[100], 200]);
  });
});

describe("RFC 9110 section 10.1.1, a policy", () => {
  const policies = {
    continue: () => "continue",
    "401": () => unauthorized(bearer()),
    "413": () => contentTooLarge(),
    "415": () => unsupportedMediaType({ accept: ["text/plain"] }),
    "417": () => expectationFailed(),
    thrown: () => {
      throw unauthorized(bearer());
    },
    throws: () => {
      throw new Error("the policy is broken");
    },
    nothing: () => undefined,
    true: () => true,
    word: () => "Continue",
    promise: () => Promise.resolve("continue"),
    rejection: () => Promise.reject(new Error("the policy is broken")),
  } as const;
  const asked = vi.fn<() => void>();
  const policy = (req: IncomingMessage) => {
    asked();
    return policies[req.headers["x-policy"] as keyof typeof policies]();
  };
  let decided: AttachedServer;
  beforeAll(async () => {
    decided = await listenAttached(app, { expect: policy as AttachOptions["expect"] & {} });
  });
  const by = (name: string): string => expecting("POST /held", `X-Policy: ${name}`);

  it("continues before the application reads", async () => {
    const client = await decided.connect();
    client.send(by("continue"));
    await vi.waitFor(async () =>
      expect(await client.silence(5)).toBe("HTTP/1.1 100 Continue\r\n\r\n"),
    );
    client.send("abcd");
    read();
    expect(await answered(client)).toEqual([[100], 200, "keep-alive"]);
  });

  it.each([
    ["401", 401],
    ["413", 413],
    ["415", 415],
    ["417", 417],
    ["thrown", 401],
  ])("answers early: %s", async (name, status) => {
    const client = await decided.connect();
    client.send(by(name));
    expect(await answered(client)).toEqual([[], status, "close"]);
    await client.ended();
  });

  it.each(["throws", "nothing", "true", "word", "promise", "rejection"])(
    "500, and the console hears of it: %s",
    async (name) => {
      vi.stubEnv("NODE_ENV", "production");
      const print = vi.spyOn(console, "error").mockReturnValue();
      const client = await decided.connect();
      client.send(by(name));
      const heard = await answered(client);
      vi.unstubAllEnvs();
      expect(heard).toEqual([[], 500, "close"]);
      expect(String(print.mock.calls)).toMatch(/the policy is broken|want "continue" or a reply/);
      await client.ended();
    },
  );

  it.each([
    ["nothing is expected", request("GET /unread")],
    ["of HTTP/1.0", expecting("POST /unread").replace("HTTP/1.1", "HTTP/1.0")],
    ["that is answered with 417", request("GET /unread", ["Expect: 100-continue, foo"])],
    ["that is answered with 400", expecting("POST /unread", "Host: b")],
  ])("is not asked for a request %s", async (_what, wire) => {
    asked.mockClear();
    const client = await decided.connect();
    client.send(wire);
    await client.read();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("listeners of the application's", () => {
  const theirs: RequestListener = (_req, res) =>
    void res.writeHead(202, { connection: "close" }).end();

  it.each(["checkContinue", "checkExpectation"])(
    "come first, today's and later ones: %s",
    async (event) => {
      const early = createNodeServer(app).on(event, theirs);
      const late = createServer(app);
      late.on(event, theirs);
      for (const one of [attach(early), late]) {
        const client = await (await listenOn(one)).connect();
        const wire = request("POST /unread", [
          `Expect: ${event === "checkContinue" ? "100-continue" : "x"}`,
        ]);
        client.send(wire);
        expect((await client.read()).status).toBe(202);
      }
    },
  );

  it("have the gate before the application", async () => {
    const handing = createServer(app);
    handing.on("checkContinue", (req, res) => void handing.emit("request", req, res));
    const client = await (await listenOn(handing)).connect();
    client.send(expecting("POST /unread", "Host: b"));
    expect((await client.read()).status).toBe(400);
  });

  it("a policy is a function", () => {
    expect(() => createServer(app, { expect: "continue" as never })).toThrow(TypeError);
  });
});
