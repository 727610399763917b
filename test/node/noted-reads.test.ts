import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { noted, noteReads } from "../../packages/node/src/oversight/noted-reads.ts";

const headers = {
  accept: "text/html",
  "accept-language": "en",
  "accept-encoding": "gzip",
  host: "a.example",
};

/** RFC 9110 section 12.5.5: by which fields a handler chooses is by which it reads. */
describe("what is noted of a request", () => {
  it.each<[string, (headers: Record<string, string>) => unknown, string[]]>([
    ["a field that is read", (h) => h.accept, ["accept"]],
    ["two of them", (h) => [h["accept-language"], h.accept], ["accept-language", "accept"]],
    ["one that is not for negotiation", (h) => h.host, []],
    ["none, where all are copied", (h) => ({ ...h }), []],
    ["none, where all are gone through", (h) => Object.entries(h), []],
    ["none, where all are written out", (h) => JSON.stringify(h), []],
    ["one that is read after all were", (h) => [{ ...h }, h.accept], ["accept"]],
    ["none, where it is asked if there is one", (h) => "accept" in h, []],
  ])("%s", (_what, read, fields) => {
    const req = { headers: { ...headers } } as unknown as IncomingMessage;
    noteReads(req);
    read(req.headers as Record<string, string>);
    expect([...noted(req)]).toEqual(fields);
  });

  it("the fields stay as they are", () => {
    const req = { headers: { ...headers } } as unknown as IncomingMessage;
    noteReads(req);
    expect(req.headers).toEqual(headers);
    req.headers.accept = "text/plain";
    expect({ ...req.headers }).toEqual({ ...headers, accept: "text/plain" });
  });
});
