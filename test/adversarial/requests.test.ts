import { found, methodNotAllowed, ok } from "@rightstatus/core";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { everywhere, type PlainRoute, startOn } from "../contract/connection/everywhere.ts";
import { guardProcess } from "../node/server.ts";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { expectAlive, type Running } from "../support/servers.ts";
import { transcript } from "../support/transcript.ts";
import { inputOf } from "../support/vectors.ts";

guardProcess();

const asked = vi.fn();
const routes: readonly PlainRoute[] = [
  {
    path: "/",
    handle: async ({ req }) => {
      asked();
      let octets = 0;
      for await (const chunk of req) octets += chunk.length;
      return ok(String(octets), { vary: ["origin"] });
    },
  },
  { path: "/moved", handle: () => found("/to") },
  { path: "/refused", handle: () => methodNotAllowed(["PUT"]) },
];

describe.each(everywhere)("requests on %s", (where) => {
  let server: Running;
  let choosy: Running;
  beforeAll(async () => {
    server = await startOn(where, routes);
    choosy = await startOn(where, routes, { hosts: ["good.com", "example.test"] });
  });

  const expecting = (line: string, ...fields: string[]): string =>
    request(line, ["Content-Length: 4", ...fields]);
  const one = "Expect: 100-continue";
  it.each<[when: string, head: string, content: string, most: number]>([
    ["in HTTP/1.0", expecting("POST /", one).replace("HTTP/1.1", "HTTP/1.0"), "abcd", 0],
    ["without content", request("GET /", [one]), "", 1],
    ["twice in a line", expecting("POST /", "Expect: 100-continue, 100-continue"), "abcd", 1],
    ["in two lines", expecting("POST /", one, one), "abcd", 1],
    ["after the content", `${expecting("POST /", one)}abcd`, "", 1],
  ])("A192 Expect %s", async (_when, head, content, most) => {
    const client = await server.connect();
    client.send(head);
    client.send(content);
    const version = head.includes("HTTP/1.0") ? "1.0" : "1.1";
    const response = await client.read({ method: head.slice(0, head.indexOf(" ")), version });
    expect([response.status, response.body.toString()]).toEqual([
      200,
      head.startsWith("GET") ? "0" : "4",
    ]);
    expect(response.interim.map(({ status }) => status)).toEqual(
      response.interim.slice(0, most).map(() => 100),
    );
    // What is left on the connection answers the next request, or is nothing.
    if (version === "1.0" || value(response, "connection") === "close") await client.ended();
    else await expectAlive(client);
  });

  it.each(inputOf("A194") as string[])("A194 Host: %s", async (host) => {
    const wire = `GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    asked.mockReset();
    const refused = await choosy.exchange(wire);
    expect([400, 421]).toContain(refused.status);
    expect(transcript(refused)).not.toContain(host);
    expect(asked).not.toHaveBeenCalled();
    // RFC 3986 section 3.2.2: dots and escapes as they like are a name still.
    const legal = host === "a..b" || host === "%00";
    expect((await server.exchange(wire)).status).toBe(legal ? 200 : 400);
  });

  it("A194 two Host fields", async () => {
    const wire = "GET / HTTP/1.1\r\nHost: good.com\r\nHost: good.com\r\n\r\n";
    expect((await choosy.exchange(wire)).status).toBe(400);
  });

  it.each(["/", "/moved", "/refused", "/nowhere"])("A195 forwarded by nobody: %s", async (path) => {
    const { headers } = inputOf("A195") as { headers: Record<string, string> };
    const spoofed = Object.entries(headers).map(([name, text]) => `${name}: ${text}`);
    const [plain, forwarded] = [
      await server.exchange(request(`GET ${path}`)),
      await server.exchange(request(`GET ${path}`, spoofed)),
    ];
    expect(transcript(forwarded)).toBe(transcript(plain));
    const other = request(`GET ${path}`, [...spoofed, "X-Forwarded-Host: good.com"]);
    const foreign = await choosy.exchange(other.replace("example.test", "evil.example"));
    expect(foreign.status).toBe(421);
  });

  it("A196 fields with the names of what every object inherits", async () => {
    const response = await server.exchange((inputOf("A196") as { wire: string }).wire);
    expect([response.status, value(response, "vary")]).toEqual([200, "origin"]);
    expect(Object.prototype).not.toHaveProperty("1");
    const named = ["__proto__", "constructor", "toString", "hasOwnProperty"];
    for (const name of named) {
      const wire = request("GET /", [`Vary: ${name}`, `Accept: ${name}`, `${name}: a`]);
      expect((await server.exchange(wire)).status).toBe(200);
    }
  });
});
