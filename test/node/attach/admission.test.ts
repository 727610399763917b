import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { ok } from "@rightstatus/core";
import { type AttachOptions, attach, createServer, send } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import { connect } from "../../support/connection.ts";
import { guardProcess } from "../server.ts";

guardProcess();

const app: RequestListener = (req, res) => void send(req, res, ok("done"));

describe("attach()", () => {
  it.each<[AttachOptions]>([
    [{ hosts: ["a b"] }],
    [{ hosts: [""] }],
    [{ hosts: ["a@b"] }],
    [{ limits: { target: 0 } }],
    [{ limits: { target: Number.NaN } }],
  ])("refuses %j", (o) => {
    expect(() => createServer(app, o)).toThrow(RangeError);
  });

  it.each([
    [{ limits: { bdoy: 1 } }, "limits: there is none for bdoy"],
    [{ readiness: 5 }, "readiness: want a path, got 5"],
  ])("refuses %j, which would do nothing", (o, message) => {
    expect(() => createServer(app, o as AttachOptions)).toThrow(new TypeError(message));
  });

  it("refuses a second time", () => {
    expect(() => attach(createServer(app))).toThrow(/attached already/);
  });

  it("guards listeners that come later", async () => {
    const server = createServer(() => {});
    server.removeAllListeners("request");
    server.on("request", app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const client = await connect((server.address() as AddressInfo).port);
    client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    expect((await client.read()).status).toBe(400);
    await server.drain();
  });
});
