import {
  type AnyReply,
  bearer,
  conflict,
  internalServerError,
  methodNotAllowed,
  rangeNotSatisfiable,
  serviceUnavailable,
  tooManyRequests,
  unauthorized,
  unavailableForLegalReasons,
  unsupportedMediaType,
  upgradeRequired,
} from "@rightstatus/core";
import { isHttpError } from "http-errors";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { bareFrameworks, startBare } from "../support/servers.ts";

type Row = [rule: string, make: () => AnyReply, status: number, ...fields: string[]];

/** An error reply is an error of the shape that frameworks read: they need none of our middleware. */
const errors: readonly Row[] = [
  ["15.5.2", () => unauthorized(bearer()), 401, "www-authenticate: Bearer"],
  ["15.5.6", () => methodNotAllowed(["GET"]), 405, "allow: GET"],
  ["15.5.10", () => conflict("taken"), 409],
  ["15.5.16", () => unsupportedMediaType({ accept: ["text/csv"] }), 415, "accept: text/csv"],
  ["15.5.17", () => rangeNotSatisfiable(9), 416, "content-range: bytes */9"],
  ["15.5.22", () => upgradeRequired(["a"]), 426, "upgrade: a", "connection: upgrade"],
  [
    "6585 4",
    () => tooManyRequests({ retryAfter: 5 }),
    429,
    "retry-after: 5",
    "cache-control: no-store",
  ],
  [
    "7725 4",
    () => unavailableForLegalReasons({ blockedBy: "https://a.example/" }),
    451,
    "link: <https://a.example/>; rel=blocked-by",
  ],
  ["15.6.1", () => internalServerError(), 500],
  ["15.6.4", () => serviceUnavailable({ retryAfter: 9 }), 503, "retry-after: 9"],
];

describe.each(bareFrameworks)("thrown on %s without our middleware", (framework) => {
  it.each(errors)("%s", async (_rule, make, status, ...fields) => {
    const app = await startBare(framework, () => {
      throw make();
    });
    const response = await app.exchange(request("GET /"));
    expect(response.status).toBe(status);
    for (const field of fields) {
      const [name = "", expected] = field.split(": ");
      expect(value(response, name)).toBe(expected);
    }
  });

  it("11.6.1 has a line for each challenge", async () => {
    const app = await startBare(framework, () => {
      throw unauthorized([bearer({ realm: "a" }), bearer({ realm: "b" })]);
    });
    const response = await app.exchange(request("GET /"));
    expect(value(response, "www-authenticate")).toBe('Bearer realm="a", Bearer realm="b"');
  });
});

describe("http-errors", () => {
  it.each(errors)("%s passes isHttpError()", (_rule, make, status) => {
    const error = make();
    expect(isHttpError(error)).toBe(true);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ status, statusCode: status, expose: status < 500 });
  });

  it("assigning to it, as frameworks do, neither throws nor changes it", () => {
    const error: { status: number; expose: boolean } = conflict();
    error.status = 200;
    error.expose = false;
    expect([error.status, error.expose]).toEqual([409, true]);
  });
});
