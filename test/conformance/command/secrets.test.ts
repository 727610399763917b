import { describe, expect, it } from "vitest";
import { withoutSecrets } from "../../../packages/conformance/src/command/secrets.ts";

describe("what a report leaves out", () => {
  it.each([
    ["Authorization: Bearer abc", "Authorization: (left out)"],
    ["proxy-authorization: Basic abc", "proxy-authorization: (left out)"],
    ["Cookie: a=1; b=2", "Cookie: (left out)"],
    ["Set-Cookie: sid=abc; Path=/; Expires=x=y", "Set-Cookie: sid=(left out); Path=/; Expires=x=y"],
    ["set-cookie: sid=abc", "set-cookie: sid=(left out)"],
    ["Set-Cookie: abc; Path=/", "Set-Cookie:(left out); Path=/"],
    ["X-Cookie: a=1", "X-Cookie: a=1"],
    ["GET /cookie:a HTTP/1.1", "GET /cookie:a HTTP/1.1"],
    ["no colon", "no colon"],
  ])("%s", (line, left) => {
    const head = (own: string): string => `HTTP/1.1 200 OK\r\n${own}\r\nVary: *\r\n\r\n`;
    expect(withoutSecrets(head(line))).toBe(head(left));
  });
});
