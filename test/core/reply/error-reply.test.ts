import { inspect } from "node:util";
import * as core from "@rightstatus/core";
import { type ErrorReply, isReply, raise, statuses } from "@rightstatus/core";
import type { helpers } from "@rightstatus/core/writer";
import { isHttpError } from "http-errors";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hostileValues } from "../../support/hostile-values.ts";
import { least } from "./calls.ts";

type Name = keyof typeof helpers;
const errors = statuses.filter(({ code, name }) => code >= 400 && name in least);
const make = (name: string): ErrorReply => least[name as Name]() as ErrorReply;

describe("an error reply is an Error of the shape of http-errors", () => {
  it.each(errors)("$code $name", ({ code, name }) => {
    const error = make(name);
    expect(error).toBeInstanceOf(Error);
    expect(Object.prototype.toString.call(error)).toBe("[object Error]");
    expect(isHttpError(error)).toBe(true);
    expect([error.status, error.statusCode]).toEqual([code, code]);
    expect(error.expose).toBe(code < 500);
    expect(isReply(error)).toBe(true);
  });

  it.each([
    ["notFound", "NotFoundError"],
    ["uriTooLong", "UriTooLongError"],
    ["internalServerError", "InternalServerError"],
    ["locked", "LockedError"],
  ])("%s is named %s", (name, errorName) => {
    const error = make(name);
    expect(error.name).toBe(errorName);
    expect(String(error)).toMatch(new RegExp(`^${errorName}: \\S`));
    expect(inspect(error)).toContain(errorName);
  });

  it.each<[what: string, error: Error, message: string]>([
    ["the phrase", core.notFound(), "Not Found"],
    ["a detail", core.notFound("No such note."), "No such note."],
    ["a detail among members", core.conflict({ detail: "Taken.", code: 1 }), "Taken."],
    ["a title", core.conflict({ title: "Taken" }), "Taken"],
    ["the phrase, for a body of its own", core.conflict({ body: "secret" }), "Conflict"],
    ["a detail that is empty", core.conflict(""), ""],
  ])("its message is %s", (_what, error, message) => {
    expect(error.message).toBe(message);
  });
});

describe("its stack", () => {
  it.each(errors.filter(({ code }) => code < 500))("$code $name: none", ({ name }) => {
    expect(make(name).stack).not.toMatch(/\n\s+at /);
  });

  it.each(errors.filter(({ code }) => code >= 500))(
    "$code $name: where it was made",
    ({ name }) => {
      expect(make(name).stack).toMatch(/\n\s+at .*calls\.ts/);
    },
  );

  it("none for a copy by with(), either", () => {
    expect(core.notFound().with({ "x-a": "b" }).stack).not.toMatch(/\n\s+at /);
    expect(core.badGateway().with({ "x-a": "b" }).stack).toMatch(/\n\s+at /);
  });

  const before = Object.getOwnPropertyDescriptor(Error, "stackTraceLimit") ?? {};
  afterEach(() => void Object.defineProperty(Error, "stackTraceLimit", before));

  it.each([0, 1, 10, 50, Number.POSITIVE_INFINITY])("leaves a limit of %d as it was", (limit) => {
    Error.stackTraceLimit = limit;
    core.notFound();
    core.internalServerError();
    expect(Error.stackTraceLimit).toBe(limit);
  });

  it.each<[what: string, call: () => unknown]>([
    ["a bad option", () => core.notFound("a", { cacheControl: "a b" })],
    ["a bad member", () => core.notFound({ type: "java script:" })],
    [
      "an option of a status that is never stored",
      () => core.tooManyRequests({ cacheControl: "public" }),
    ],
  ])("leaves the limit as it was where %s throws", (_what, call) => {
    Error.stackTraceLimit = 7;
    expect(call).toThrow();
    expect(Error.stackTraceLimit).toBe(7);
  });

  it("works where the limit cannot be written, as in hardened programs", () => {
    Object.defineProperty(Error, "stackTraceLimit", { ...before, writable: false });
    expect(core.notFound()).toBeInstanceOf(Error);
    expect(core.notFound().status).toBe(404);
  });

  it("works where there is no limit at all", () => {
    Reflect.deleteProperty(Error, "stackTraceLimit");
    expect(core.notFound().status).toBe(404);
    expect(Error.stackTraceLimit).toBeUndefined();
  });
});

describe("frameworks and middleware write to the errors they pass on: nothing changes", () => {
  const written: [property: string, value: unknown][] = [
    ["status", 200],
    ["statusCode", 200],
    ["headers", { "set-cookie": "hack=1" }],
    ["headers", undefined],
    ["body", "other"],
    ["expose", false],
    ["name", "Other"],
  ];
  it.each(written)("%s = %j", (property, value) => {
    const error = core.notFound("No.");
    const asMade = facts(error);
    expect(() => Object.assign(error, { [property]: value })).not.toThrow();
    expect(facts(error)).toEqual(asMade);
    expect(isHttpError(error)).toBe(true);
  });

  it("frozen, it is still a reply, and still takes assignments without a throw", () => {
    const error = Object.freeze(core.notFound("No."));
    const asMade = facts(error);
    expect(() => Object.assign(error, { status: 200, headers: {}, expose: false })).not.toThrow();
    expect(facts(error)).toEqual(asMade);
    expect(isReply(error)).toBe(true);
    expect(error.with({ "x-a": "b" }).status).toBe(404);
  });

  it("its own notes stay: Koa and loggers keep some on the error", () => {
    const error = Object.assign(core.notFound(), { headerSent: true });
    expect(error.headerSent).toBe(true);
  });

  it("nothing of it shows where errors are listed by their keys", () => {
    expect(Object.keys(core.notFound("No."))).toEqual([]);
  });

  function facts(error: ErrorReply): unknown[] {
    const { status, statusCode, headers, body, expose, name, message } = error;
    return [status, statusCode, { ...headers }, body, expose, name, message];
  }
});

describe("with()", () => {
  it.each(errors)(
    "$code $name: an Error still, with the same body and message",
    ({ code, name }) => {
      const error = make(name);
      const more = error.with({ "X-A": "b" });
      expect(more).toBeInstanceOf(Error);
      expect(isHttpError(more)).toBe(true);
      expect(isReply(more)).toBe(true);
      expect([more.status, more.body, more.message]).toEqual([code, error.body, error.message]);
      expect({ ...more.headers }).toEqual({ ...error.headers, "x-a": "b" });
      expect(error.headers).not.toHaveProperty("x-a");
    },
  );
});

describe("raise()", () => {
  it("throws the reply itself", () => {
    const reply = core.gone();
    let thrown: unknown;
    try {
      raise(reply);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBe(reply);
  });

  it.each([
    ["nothing", undefined, "undefined"],
    ["a success", core.ok(1), "[object Object]"],
  ])("refuses %s: an error handler could not tell it from a reply", (_what, value, got) => {
    expect(() => raise(value as never)).toThrow(`raise: want an error reply, got ${got} (RFC 9110`);
    expect(() => raise(value as never)).toThrow(TypeError);
  });

  it("is an expression that narrows", () => {
    const find = (id: number): string | undefined => (id === 1 ? "note" : undefined);
    const note: string = find(1) ?? raise(core.notFound());
    expect(note).toBe("note");
    expect(() => find(2) ?? raise(core.notFound("No note 2."))).toThrow("No note 2.");
  });
});

describe("isReply()", () => {
  it.each(hostileValues)("is false and does not throw: $name", ({ make: hostile }) => {
    expect(isReply(hostile())).toBe(false);
  });

  it.each<[what: string, value: unknown]>([
    ["parts", { status: 404, headers: {}, body: undefined }],
    [
      "an http error",
      Object.assign(new Error("a"), { status: 404, statusCode: 404, expose: true }),
    ],
    ["an interim value", core.processing()],
    ["a helper", core.notFound],
    ["a reply that went through JSON", JSON.parse(JSON.stringify(core.ok("a")))],
    ["a copy of the own members", { ...core.ok("a") }],
    ["a fetch Response", new Response("a")],
  ])("is false: %s", (_what, value) => expect(isReply(value)).toBe(false));
});

describe("two copies of the package in one program", () => {
  it("know each other's replies, and each other's errors", async () => {
    vi.resetModules();
    const other: typeof core = await import("@rightstatus/core");
    const { openProblem, adopt } = await import("@rightstatus/core/writer");
    expect(other.notFound).not.toBe(core.notFound);

    for (const reply of [core.ok("a"), core.notFound("No."), core.created("/")]) {
      expect(other.isReply(reply)).toBe(true);
      expect(adopt(reply)).toBe(reply);
    }
    expect(isReply(other.conflict())).toBe(true);
    expect(isHttpError(other.conflict())).toBe(true);
    expect(openProblem(core.notFound("No."))).toMatchObject({ status: 404, detail: "No." });
    expect(other.conflict().with({ "x-a": "b" }).headers["x-a"]).toBe("b");
  });
});
