import {
  bearer,
  internalServerError,
  ok,
  serviceUnavailable,
  unauthorized,
} from "@rightstatus/core";
import { type AttachOptions, attach, createServer, send } from "@rightstatus/node";
import { afterEach, describe, expect, it, vi } from "vitest";
import { request } from "../../support/connection.ts";
import { guardProcess } from "../server.ts";
import { listenAttached } from "./attached.ts";
import { upgrading } from "./upgrading.ts";

guardProcess();

const failure = new Error("the policy is broken");
const throws = (): never => {
  throw failure;
};
const onError = vi.fn<NonNullable<AttachOptions["onError"]>>();
afterEach(() => void onError.mockReset());

const junk = <T>(value: unknown): T => value as T;
const expecting = request("POST /", ["Expect: 100-continue", "Content-Length: 1"]);
const tracing = request("TRACE /");

type Row = [what: string, options: AttachOptions, wire: string, status: number, told: unknown];

const broken: readonly Row[] = [
  ["expect throws", { expect: throws }, expecting, 500, failure],
  ["expect returns junk", { expect: junk(() => 1) }, expecting, 500, expect.any(TypeError)],
  [
    "expect rejects",
    { expect: junk(() => Promise.reject(failure)) },
    expecting,
    500,
    expect.any(TypeError),
  ],
  [
    "expect replies with 503",
    { expect: () => serviceUnavailable() },
    expecting,
    503,
    expect.objectContaining({ status: 503 }),
  ],
  ["acceptsTrace throws", { acceptsTrace: throws }, tracing, 500, failure],
  ["an upgrade throws", { upgrade: { foo: throws } }, upgrading("foo"), 500, failure],
  [
    "an upgrade rejects",
    { upgrade: { foo: () => Promise.reject(failure) } },
    upgrading("foo"),
    500,
    failure,
  ],
  [
    "an upgrade replies with 500",
    { upgrade: { foo: () => internalServerError() } },
    upgrading("foo"),
    500,
    expect.objectContaining({ status: 500 }),
  ],
  [
    "expect throws, before an upgrade",
    { expect: throws, upgrade: { foo: () => {} } },
    upgrading("foo", "Expect: 100-continue"),
    500,
    failure,
  ],
];

/** Replies that are no defect. */
const refused: readonly (readonly [string, AttachOptions, string, number])[] = [
  ["expect replies", { expect: () => unauthorized(bearer()) }, expecting, 401],
  ["acceptsTrace rejects", { acceptsTrace: junk(() => Promise.reject(failure)) }, tracing, 405],
  ["an upgrade replies", { upgrade: { foo: () => unauthorized(bearer()) } }, upgrading("foo"), 401],
  ["the server's own 501", {}, request("POST /", ["Transfer-Encoding: gzip, chunked"]), 501],
];

function listening(options: AttachOptions) {
  return listenAttached((req, res) => void send(req, res, ok("done")), { ...options, onError });
}

describe("onError of attach()", () => {
  it.each(broken)("is told once: %s", async (_what, options, wire, status, told) => {
    const client = await (await listening(options)).connect();
    client.send(wire);
    expect((await client.read()).status).toBe(status);
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      told,
      expect.objectContaining({ url: wire.split(" ")[1] }),
    );
    client.abort();
  });

  it.each(refused)("is not told: %s", async (_what, options, wire, status) => {
    const client = await (await listening(options)).connect();
    client.send(wire);
    expect((await client.read()).status).toBe(status);
    expect(onError).not.toHaveBeenCalled();
    client.abort();
  });

  it.each([
    ["throws", throws],
    ["rejects", junk<typeof throws>(() => Promise.reject(failure))],
  ])("does no harm if it %s", async (_what, harm) => {
    onError.mockImplementation(harm);
    const client = await (await listening({ expect: throws })).connect();
    client.send(expecting);
    expect((await client.read()).status).toBe(500);
    client.abort();
  });

  it("prints where there is none", async () => {
    vi.stubEnv("NODE_ENV", "production");
    const print = vi.spyOn(console, "error").mockReturnValue();
    const client = await (await listenAttached(() => {}, { expect: throws })).connect();
    client.send(expecting);
    await client.read();
    vi.unstubAllEnvs();
    expect(print).toHaveBeenCalledExactlyOnceWith(failure);
    client.abort();
  });

  it("has to be a function", () => {
    expect(() =>
      attach(
        createServer(() => {}),
        junk({ onError: 1 }),
      ),
    ).toThrow(TypeError);
    expect(() => createServer(() => {}, junk({ onError: "console" }))).toThrow("got string");
  });
});
