import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess } from "../server.ts";
import { type AttachedServer, listenAttached } from "./attached.ts";
import { app, expectIgnored, expectRefused, table } from "./upgrading.ts";

guardProcess();

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app, { upgrade: table, limits: { body: 100 } });
});

describe("RFC 6455 section 4.2.1, a handshake of WebSocket", () => {
  const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
  const version = "Sec-WebSocket-Version: 13";
  const asking = ["Connection: Upgrade", "Upgrade: websocket"];

  it.each<[rule: string, wire: string, status: number, answer?: string]>([
    ["4.2.1 the example", request("GET /up", [...asking, key, version]), 101],
    [
      "4.2.1 in any case",
      request("GET /up", ["connection: UPGRADE", "upgrade: WebSocket", key, version]),
      101,
    ],
    ["4.2.1 the method", request("POST /up", [...asking, key, version]), 400],
    ["4.2.1 no key", request("GET /up", [...asking, version]), 400],
    ["4.2.1 an empty key", request("GET /up", [...asking, version, "Sec-WebSocket-Key:"]), 400],
    [
      "4.2.1 a key of 15 octets",
      request("GET /up", [...asking, version, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA"]),
      400,
    ],
    [
      "4.2.1 no base64",
      request("GET /up", [...asking, version, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ__"]),
      400,
    ],
    ["4.2.1 two keys", request("GET /up", [...asking, version, key, key]), 400],
    ["4.2.1 no version", request("GET /up", [...asking, key]), 400, "13"],
    [
      "4.4 another version",
      request("GET /up", [...asking, key, "Sec-WebSocket-Version: 25"]),
      426,
      "13",
    ],
    [
      "4.4 two versions",
      request("GET /up", [...asking, key, version, "Sec-WebSocket-Version: 8"]),
      426,
      "13",
    ],
    [
      "4.2.1 no option in Connection",
      request("GET /up", ["Upgrade: websocket", key, version]),
      400,
    ],
    [
      "4.2.1 another option",
      request("GET /up", ["Upgrade: websocket", "Connection: close", key, version]),
      400,
    ],
    ["4.1 content", request("GET /up", [...asking, key, version], "abc"), 400],
    [
      "9110 7.8 MUST be ignored in HTTP/1.0",
      request("GET /up", [...asking, key, version]).replace("HTTP/1.1", "HTTP/1.0"),
      200,
    ],
    [
      "no handshake without a key, nor without Connection",
      request("GET /up", ["Upgrade: websocket", "Connection: close"]),
      200,
    ],
    [
      "none that asks for another protocol",
      request("GET /up", ["Upgrade: bar", key, "Connection: close"]),
      200,
    ],
  ])("%s", async (_rule, wire, status, offered) => {
    const client = await server.connect();
    client.send(wire);
    const response = await client.read();
    expect([response.status, value(response, "sec-websocket-version")]).toEqual([status, offered]);
    if (status >= 400) expectRefused(response, status);
    if (status === 426) {
      expect(value(response, "upgrade")).toBe("websocket");
      expect(value(response, "connection")).toBe("upgrade, close");
    }
    if (status !== 101) await client.ended();
    client.abort();
  });

  it("is no matter of a server that has no WebSocket", async () => {
    const other = await listenAttached(app, { upgrade: { foo: () => {} } });
    for (const wire of [
      request("GET /up", ["Upgrade: websocket", key]),
      request("GET /up", ["Upgrade: websocket", "Connection: upgrade", key]),
    ]) {
      await expectIgnored(await other.connect(), wire, "GET /up websocket ");
    }
  });
});
