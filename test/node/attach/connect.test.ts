import { beforeAll, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { value } from "../../support/response-parser.ts";
import { guardProcess, pause } from "../server.ts";
import { type AttachedServer, listenAttached } from "./attached.ts";
import { app, expectRefused, table } from "./upgrading.ts";

guardProcess();

let server: AttachedServer;
beforeAll(async () => {
  server = await listenAttached(app, { upgrade: table, limits: { body: 100 } });
});

describe("RFC 9110 section 9.3.6, CONNECT", () => {
  const connecting = "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n";
  it.each([
    ["a tunnel", `${connecting}\r\n`],
    ["bytes for the other end", `${connecting}\r\n\x16\x03\x01`],
    ["content", `${connecting}Content-Length: 3\r\n\r\nabc`],
    ["content that does not come", `${connecting}Content-Length: 3\r\n\r\n`],
    ["HTTP/1.0", `${connecting.replace("1.1", "1.0")}\r\n`],
    ["behind another response", `${request("GET /slow")}${connecting}\r\n`],
  ])("is a 405: %s", async (_what, wire) => {
    const client = await server.connect();
    client.send(wire);
    if (wire.startsWith("GET")) expect((await client.read()).status).toBe(200);
    const response = await client.read({ method: "CONNECT" });
    expectRefused(response, 405);
    expect(value(response, "allow")).toBe("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    await client.ended();
  });

  it.each([
    ["9112 3.2 no Host", "CONNECT a.example:443 HTTP/1.1\r\n\r\n"],
    ["9112 3.2 two of them", `${connecting}Host: a.example:443\r\n\r\n`],
    ["9112 3.2 a malformed one", connecting.replace(/Host: .*/, "Host: ###\r\n")],
    ["9110 9.3.6 no port", connecting.replace(":443 ", " ").concat("\r\n")],
    ["9110 9.3.6 no port that there is", connecting.replace(":443 ", ":99999 ").concat("\r\n")],
    ["9112 3.2.3 a path", connecting.replace("a.example:443 ", "/ ").concat("\r\n")],
  ])("is a 400: RFC %s", async (_rule, wire) => {
    const client = await server.connect();
    client.send(wire);
    expectRefused(await client.read({ method: "CONNECT" }), 400);
    await client.ended();
  });

  it("a client that goes does no harm", async () => {
    for (let i = 0; i < 20; i++) {
      const client = await server.connect();
      client.send(`${connecting}Content-Length: 3\r\n\r\n${i % 2 ? "a" : ""}`);
      await pause(i % 3);
      client.abort();
    }
    await vi.waitFor(() => expect(server.sockets.size).toBe(0));
  });
});
