import type { IncomingMessage } from "node:http";
import { bearer, earlyHints, etag, ok, unauthorized } from "@rightstatus/core";
import { hint } from "@rightstatus/node";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { connect, exchange, request } from "../../support/connection.ts";
import { binary, type Nginx, startNginx } from "../../support/nginx.ts";
import { everywhere, listen, type PlainRoute, serverOn, startOn } from "./everywhere.ts";

const why = binary === undefined ? " (skipped: no nginx on the PATH)" : "";
const letters = "abcdefghijklmnopqrstuvwxyz";

const routes: readonly PlainRoute[] = [
  { path: "/letters", handle: () => ok(letters, { etag: etag("v1"), type: "text/plain" }) },
  {
    path: "/hinted",
    handle: ({ req, res }) => {
      hint(req, res, earlyHints({ href: "/page.css", rel: "preload", as: "style" }));
      return ok("hinted");
    },
  },
  { path: "/echo", handle: async ({ req }) => ok(await textOf(req)) },
  { path: "/guarded", handle: () => unauthorized(bearer()) },
];

async function textOf(req: IncomingMessage): Promise<string> {
  return String(Buffer.concat(await req.toArray()));
}

const headers = `
  proxy_http_version 1.1;
  proxy_request_buffering off;
  proxy_set_header Host $host;
  proxy_set_header Connection $http_connection;
  proxy_set_header Upgrade $http_upgrade;
`;

describe.skipIf(binary === undefined).each(everywhere)(`behind nginx, %s${why}`, (where) => {
  let nginx: Nginx;
  beforeAll(async () => {
    const app = await startOn(where, routes);
    // Before 1.29 nginx waits for ever behind a 103: asked in HTTP/1.0, a server sends none.
    nginx = await startNginx(`
      ${headers}
      location / { proxy_pass ${app.origin}; }
      location /hinted { proxy_http_version 1.0; proxy_pass ${app.origin}; }
    `);
  });
  afterAll(async () => {
    await nginx.stop();
    expect(nginx.complaints()).toBe("");
  });

  it.each([
    ["9110 15.3.1 a whole response", request("GET /letters"), 200, letters],
    ["9110 14.2 a range", request("GET /letters", ["Range: bytes=-3"]), 206, "xyz"],
    ["9110 15.4.5 not modified", request("GET /letters", ['If-None-Match: "v1"']), 304, ""],
    ["9110 13.1.1 a precondition", request("GET /letters", ['If-Match: "v2"']), 412, undefined],
    ["9110 9.3.2 HEAD", request("HEAD /letters"), 200, ""],
    ["9110 15.2 no early hints to HTTP/1.0", request("GET /hinted"), 200, "hinted"],
    [
      "9110 10.1.1 100-continue",
      request("POST /echo", ["Expect: 100-continue"], "sent"),
      200,
      "sent",
    ],
    ["9112 7.1 chunks", chunked("POST /echo"), 200, "sent"],
    [
      "9110 15.5.2 refused before the content is read",
      request("POST /guarded", [], "x".repeat(500_000)),
      401,
      undefined,
    ],
  ])("%s", async (_rule, wire, status, body) => {
    const client = await connect(nginx.port);
    client.send(wire);
    let response = await client.read({ method: wire.slice(0, wire.indexOf(" ")) });
    while (response.status === 100 || response.status === 103) response = await client.read();
    expect(response.status).toBe(status);
    if (body !== undefined) expect(response.body.toString()).toBe(body);
  });
});

function chunked(line: string): string {
  return `${request(line, ["Transfer-Encoding: chunked"])}4\r\nsent\r\n0\r\n\r\n`;
}

describe.skipIf(binary === undefined).each(everywhere)(
  `connections of %s behind nginx${why}`,
  (where) => {
    it("9110 7.8 an upgrade passes through", async () => {
      const sockets = new WebSocketServer({ noServer: true });
      sockets.on("connection", (socket) => socket.on("message", (text) => socket.send(text)));
      const server = serverOn(where, [], {
        upgrade: {
          websocket: (req, socket, head) =>
            sockets.handleUpgrade(req, socket, head, (client) =>
              sockets.emit("connection", client),
            ),
        },
      });
      const port = await listen(server);
      const nginx = await startNginx(
        `${headers} location / { proxy_pass http://127.0.0.1:${port}; }`,
      );
      const client = new WebSocket(`ws://127.0.0.1:${nginx.port}/`);
      const echoed = await new Promise((resolve, reject) => {
        client.once("open", () => client.send("hello"));
        client.once("message", (text) => resolve(String(text)));
        client.once("error", reject);
      });
      expect(echoed).toBe("hello");
      client.terminate();
      await nginx.stop();
      await server.drain({ timeout: 100 });
      expect(nginx.complaints()).toBe("");
    });

    it("9112 9.6 no response is lost while a server drains behind a pool of connections", async () => {
      const begun = vi.fn();
      const slow = async (req: IncomingMessage) => {
        begun();
        await new Promise((resolve) => setTimeout(resolve, 50));
        return ok(req.url);
      };
      const server = serverOn(where, [{ path: "/slow", handle: ({ req }) => slow(req) }]);
      const port = await listen(server);
      const nginx = await startNginx(`
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      location / { proxy_pass http://127.0.0.1:${port}; }
    `);
      const clients = await Promise.all(Array.from({ length: 20 }, () => connect(nginx.port)));
      const answers = clients.map((client, i) => exchange(client, request(`GET /slow?${i}`)));
      // A server that goes away takes no connections, so all of them have to be there.
      await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(clients.length), { interval: 5 });
      await server.drain();
      const statuses = (await Promise.all(answers)).map((answer) => answer.status);
      await nginx.stop();
      expect(statuses).toEqual(clients.map(() => 200));
      expect(nginx.complaints()).toBe("");
    });
  },
);
