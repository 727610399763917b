import type { ServerResponse } from "node:http";
import { type AnyReply, methodNotAllowed, noContent, ok, unauthorized } from "@rightstatus/core";
import { send } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value, values } from "../support/response-parser.ts";
import { guardProcess, listen } from "./server.ts";

guardProcess();

const challenges = [{ scheme: "Bearer" }, { scheme: "Negotiate" }] as const;

/** What may have happened to a response before its reply is sent: the head goes out in one piece, or not. */
const before: Readonly<Record<string, (res: ServerResponse) => void>> = {
  "as it was born": () => {},
  "with a field of another's": (res) => res.setHeader("X-Other", "1"),
  "with a hook on writeHead": (res) => {
    const { writeHead } = res;
    res.writeHead = function (this: ServerResponse, ...head: unknown[]) {
      return Reflect.apply(writeHead, this, head);
    };
  },
};

describe.each(Object.keys(before))("a response %s tells at its end what went out", (how) => {
  it.each<[what: string, line: string, reply: () => AnyReply]>([
    ["text", "GET /", () => ok("é")],
    ["the same to HEAD", "HEAD /", () => ok("é")],
    ["a problem", "PUT /", () => methodNotAllowed(["GET"])],
    ["two lines of a field", "GET /", () => unauthorized(challenges)],
    ["no content", "DELETE /", () => noContent({ headers: { "X-Case": "kept" } })],
  ])("%s", async (_what, line, reply) => {
    const answered: ServerResponse[] = [];
    const server = await listen((req, res) => {
      before[how]?.(res);
      res.once("finish", () => answered.push(res));
      void send(req, res, reply());
    });
    const response = await server.exchange(request(line));
    const [res] = answered;
    if (res === undefined) throw new Error("it did not finish");

    expect(res.statusCode).toBe(response.status);
    // What node:http adds by itself it has never told.
    const sent = response.fields
      .map(([name]) => name.toLowerCase())
      .filter((name) => !["connection", "date", "keep-alive"].includes(name));
    expect(res.getHeaderNames().toSorted()).toEqual([...new Set(sent)].toSorted());
    expect(Object.keys(res.getHeaders()).toSorted()).toEqual(res.getHeaderNames().toSorted());
    expect(Object.getPrototypeOf(res.getHeaders())).toBeNull();
    for (const name of res.getHeaderNames()) {
      const header = res.getHeader(name.toUpperCase());
      expect([header].flat().map(String)).toEqual(values(response, name));
      expect(res.getHeaders()[name]).toEqual(header);
      expect(res.hasHeader(name.toUpperCase())).toBe(true);
    }
    expect(res.getHeader("content-length")).toBe(value(response, "content-length"));
    expect(res.hasHeader("x-none")).toBe(false);
    expect(res.getHeader("constructor")).toBeUndefined();
    expect(() => res.setHeader("x-late", "1")).toThrow(/after they are sent/);
  });
});
