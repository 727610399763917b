import { earlyHints, ok, processing } from "@rightstatus/core";
import { beforeAll, describe, expect, it } from "vitest";
import { request } from "../support/connection.ts";
import { value } from "../support/response-parser.ts";
import { frameworks, type Running, start } from "../support/servers.ts";

const style = earlyHints({ href: "/style.css", rel: "preload", as: "style" });
const font = earlyHints([{ href: "https://cdn.example", rel: "preconnect" }], {
  headers: { "x-hint": "1" },
});
/** A value that no helper makes: what a program could still pass, or another copy of it. */
const split = {
  status: 103,
  interim: true,
  headers: { link: "</a>; rel=preload\r\nSet-Cookie: hack=1", "x-a": "č\u010a" },
} as const;

describe.each(frameworks)("RFC 9110 section 15.2, interim responses on %s", (framework) => {
  let app: Running;
  beforeAll(async () => {
    app = await start(framework, {
      routes: [
        {
          path: "/hints",
          handle: ({ hint }) => {
            hint(style);
            hint(font);
            return ok("done");
          },
        },
        {
          path: "/processing",
          handle: async ({ hint }) => {
            hint(processing());
            await new Promise((resolve) => setTimeout(resolve, 20));
            hint(processing());
            return ok("done");
          },
        },
        {
          path: "/late",
          handle: ({ hint }) =>
            ok(
              (async function* body() {
                yield Buffer.from("do");
                await new Promise((resolve) => setImmediate(resolve));
                try {
                  hint(style);
                } catch {
                  // Told in development that it is too late; what counts is the wire.
                }
                yield Buffer.from("ne");
              })(),
            ),
        },
        {
          path: "/split",
          handle: ({ hint }) => {
            hint(split);
            return ok("done");
          },
        },
      ],
    });
  });

  it("8297 2: several early hints, then the final response", async () => {
    const { interim, ...final } = await app.exchange(request("GET /hints"));
    expect(interim.map(({ status, phrase }) => `${status} ${phrase}`)).toEqual([
      "103 Early Hints",
      "103 Early Hints",
    ]);
    const [first, second] = interim;
    expect(first && value(first, "link")).toMatch(
      /^<\/style\.css>; rel="?preload"?; as="?style"?$/,
    );
    expect(second && value(second, "link")).toMatch(
      /^<https:\/\/cdn\.example\/?>; rel="?preconnect"?$/,
    );
    expect(second && value(second, "x-hint")).toBe("1");
    expect([final.status, final.body.toString()]).toEqual([200, "done"]);
    expect(value(final, "x-hint")).toBeUndefined();
  });

  it("2518 10.1: 102 while the response is made", async () => {
    const { interim, body } = await app.exchange(request("GET /processing"));
    expect(interim.map(({ status }) => status)).toEqual([102, 102]);
    expect(body.toString()).toBe("done");
  });

  it("15.2 MUST NOT reach an HTTP/1.0 client", async () => {
    const connection = await app.connect();
    connection.send("GET /hints HTTP/1.0\r\n\r\n");
    const response = await connection.read({ version: "1.0" });
    expect([response.status, response.body.toString()]).toEqual([200, "done"]);
  });

  it("not after the head of the final response: the content stays whole", async () => {
    const { interim, body } = await app.exchange(request("GET /late"));
    expect(interim).toEqual([]);
    expect(body.toString()).toBe("done");
  });

  it("never lets CR LF on the wire: a 500 with nothing before it", async () => {
    const connection = await app.connect();
    connection.send(request("GET /split"));
    const response = await connection.read();
    expect(response.status).toBe(500);
    expect(response.interim).toEqual([]);
    expect(value(response, "set-cookie")).toBeUndefined();
  });
});

describe("RFC 9110 section 5.5, field values", () => {
  it.each(["a\r\nSet-Cookie: hack=1", "a\rb", "a\nb", "a\0b", "a\u010d\u010ab"])(
    "earlyHints() refuses %j when it is made",
    (text) => {
      expect(() => earlyHints({ href: "/a", rel: text })).toThrow(RangeError);
      expect(() =>
        earlyHints({ href: "/a", rel: "preload" }, { headers: { "x-a": text } }),
      ).toThrow(RangeError);
    },
  );
});
