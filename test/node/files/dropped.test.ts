import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { serve } from "@rightstatus/core";
import { file, fileServer } from "@rightstatus/node";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { hasProc } from "./measured.ts";
import { openBelow, treeOf } from "./tree.ts";

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
let root = "";
beforeAll(() => {
  root = treeOf({ "large.bin": content });
});

type Headers = Readonly<Record<string, string>>;

/** The body of a reply to a GET, by either of the two. */
const makers: readonly [name: string, (headers: Headers) => Promise<unknown>][] = [
  [
    "serve() of a file()",
    async (headers) => {
      const found = await file("large.bin", { root });
      return found && (await serve({ method: "GET", headers }, found)).body;
    },
  ],
  [
    "fileServer()",
    async (headers) =>
      (await fileServer({ root })({ method: "GET", url: "/large.bin", headers }))?.body,
  ],
];

const asked: readonly [what: string, Headers][] = [
  ["9110 15.3.1 the whole", {}],
  ["9110 14.2 a long range", { range: "bytes=1-299998" }],
  ["9110 14.2 a short range", { range: "bytes=0-9" }],
  ["9110 14.6 two ranges", { range: "bytes=0-9,-200000" }],
];

/** As a handler that throws after it has made its reply, or has begun to read it. */
async function drop(make: () => Promise<unknown>, times: number, begun: boolean): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const body = await make();
    if (begun) await (body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]().next();
  }
}

describe.skipIf(!hasProc).each(makers)("replies that nobody sends: %s", (_name, make) => {
  describe.each(asked)("%s", (_what, headers) => {
    it.each([
      ["unread", false],
      ["begun", true],
    ])("200 of them, %s: no descriptor stays open", async (_state, begun) => {
      await drop(() => make(headers), 200, begun);
      await vi.waitFor(() => {
        collect();
        expect(openBelow(root)).toBe(0);
      }, 5000);
    });
  });

  it("what is read while garbage is collected stays open, and whole", async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await make({})) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      await drop(() => make({}), 10, false);
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
  });

  it("a descriptor that was closed is not closed again, when another file has its number", async () => {
    for (let i = 0; i < 50; i += 1) {
      for await (const _ of (await make({})) as AsyncIterable<Uint8Array>);
    }
    const kept = await Promise.all(Array.from({ length: 20 }, () => make({})));
    for (let i = 0; i < 3; i += 1) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(openBelow(root)).toBe(kept.length);
    for (const body of kept) await (body as AsyncGenerator).return(undefined);
    expect(openBelow(root)).toBe(0);
  });
});
