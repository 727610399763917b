import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Client } from "../../../packages/conformance/src/probe/client/client.ts";
import { originOf } from "../../../packages/conformance/src/probe/client/origin.ts";
import type { Sent } from "../../../packages/conformance/src/probe/client/sent.ts";
import { PathProbe } from "../../../packages/conformance/src/probe/path-probe.ts";
import { discovery, probes } from "../../../packages/conformance/src/probe/probes/index.ts";
import { wantedOf } from "../../../packages/conformance/src/probe/wanted.ts";

const patience = { connect: 5000, response: 400, silence: 50 };
const get: Sent = { method: "GET", target: "/", headers: [["Host", "a.example"]] };

let server: Server | undefined;
let client: Client | undefined;
afterEach(() => {
  client?.close();
  server?.close().closeAllConnections();
});

/** Somebody with little patience, and the server that is asked. */
async function asking(listener: RequestListener) {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const origin = originOf(`http://127.0.0.1:${port}`);
  client = new Client(origin, patience);
  return { client, origin };
}

const stream: RequestListener = (_req, res) => void res.writeHead(200).write("data: 1\n\n");

describe("the client of the prober", () => {
  it("says nothing of the end of a connection on which the response is not over", async () => {
    const { client } = await asking(stream);
    const { broken, exchange, late } = await client.ask({
      ...get,
      headers: [...get.headers, ["Connection", "close"]],
      own: "watched",
    });
    expect({ broken, late }).toEqual({ broken: false, late: true });
    expect(exchange?.response.status).toBe(200);
    expect(exchange?.response.closed).toBeUndefined();
    expect(exchange?.response.surplus).toBeUndefined();
  });

  it("nor where there is more content than is read, and takes the rest for nothing else", async () => {
    const { client } = await asking((_req, res) => void res.end("x".repeat(1_500_000)));
    const { broken, exchange, late } = await client.ask({ ...get, own: "watched" });
    expect({ broken, late }).toEqual({ broken: false, late: false });
    expect(exchange?.response.closed).toBeUndefined();
    expect(exchange?.response.surplus).toBeUndefined();
  });

  it("holds Date against the time of the head, not of the end (RFC 9110 section 6.6.1)", async () => {
    const { client } = await asking(stream);
    const from = Date.now();
    const { exchange } = await client.ask(get);
    const received = exchange?.circumstances?.received?.getTime() ?? 0;
    expect(received - from).toBeLessThan(patience.response - 100);
  });

  it("waits for malformed requests, and for a 100, as long as the server takes for others", async () => {
    const slow: RequestListener = (_req, res) => void setTimeout(() => res.end("slow"), 200);
    const { client } = await asking(slow);
    server?.on("checkContinue", slow);
    expect((await client.ask(get)).late).toBe(false);
    const wire = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
    expect((await client.ask({ ...get, wire, own: "plain" })).late).toBe(false);
    const body = Buffer.from("{}");
    const headers = [...get.headers, ["Expect", "100-continue"], ["Content-Length", "2"]] as const;
    const held = await client.ask({ ...get, headers, body, hold: true, own: "plain" });
    expect(held).toMatchObject({ invited: true, late: false });
  });

  it("asks no more for a path that has three times not come to an end", async () => {
    let asked = 0;
    const { client, origin } = await asking((req, res) => {
      asked += 1;
      stream(req, res);
    });
    const all = [...discovery, ...probes];
    const path = new PathProbe(
      { client, origin, path: "/", probes: all, wanted: wantedOf({}) },
      () => {},
    );
    await path.run();
    expect(asked).toBe(3);
    expect(path.findings().map(({ rule }) => rule)).toContain("probe/whole");
  });
});
