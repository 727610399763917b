import type { AddressInfo } from "node:net";
import { ok } from "@rightstatus/core";
import { createServer, type SendOptions, send } from "@rightstatus/node";
import { afterAll, expect, it, vi } from "vitest";
import { connect, request } from "../support/connection.ts";
import { guardProcess } from "./server.ts";

// As where no descriptor is left to read it.
vi.mock("@rightstatus/conformance", () => {
  throw new Error("no linter");
});

guardProcess();

const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => Promise.all(servers.map((server) => server.drain())));

it.each<[what: string, options: SendOptions, status: number, told: number]>([
  ["nobody asked for it: the response is not judged", {}, 200, 0],
  ["the application did: nothing goes out unjudged", { conformance: "warn" }, 500, 1],
])(
  "RFC 9110 section 15.6.1, the linter cannot be loaded, and %s",
  async (_what, options, status, told) => {
    const onError = vi.fn();
    const server = createServer(
      (req, res) => void send(req, res, ok("a"), { ...options, onError }),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = await connect((server.address() as AddressInfo).port);
    client.send(request("GET /"));
    expect((await client.read()).status).toBe(status);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(onError).toHaveBeenCalledTimes(told);
  },
);
