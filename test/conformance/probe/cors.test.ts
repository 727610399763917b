import { probe } from "@rightstatus/conformance";
import { expect, it } from "vitest";

it("finds what is wrong with CORS where it is said to other origins alone", async () => {
  const { findings } = await probe((req, res) => {
    const { origin } = req.headers;
    if (origin !== undefined) res.setHeader("Access-Control-Allow-Origin", origin);
    if (req.headers["access-control-request-method"] !== undefined) {
      res.setHeader("Access-Control-Allow-Credentials", "yes");
    }
    res.end("hello");
  });
  const found = new Map(findings.map(({ probe, rule }) => [rule, probe]));
  expect(found.get("vary/origin")).toBe("cors/get");
  expect(found.get("cors/credentials-true")).toBe("cors/preflight");
});
