import * as core from "@rightstatus/core";
import { contentDisposition } from "@rightstatus/node";
import { describe, expect, it } from "vitest";
import { probeRules } from "../../packages/conformance/src/probe/rules.ts";
import { entries } from "../../packages/conformance/src/rules/index.ts";

/** What the fixes leave to the reader to fill in. */
const filledIn: Readonly<Record<string, unknown>> = {
  alternatives: "<a>",
  base: "https://a.example",
  bytes: new Uint8Array(1),
  date: new Date(0),
  // No text: what stands in the place of a text is found.
  body: new Uint8Array(1),
  completeLength: 1,
  contentLocation: "/a",
  detail: "a",
  GET: () => core.ok("a"),
  exists: true,
  headers: { "x-a": "b" },
  href: "/a",
  httpsUrl: "https://a.example/",
  im: "gzip",
  lastModified: new Date(0),
  length: 1,
  location: "/a",
  loginUrl: "https://a.example/login",
  name: "a.txt",
  offers: { type: ["a/b"] },
  preferred: "/a",
  protocol: "a",
  realm: "a",
  rel: "next",
  req: { headers: {} },
  retryAfter: 1,
  slice: () => new Uint8Array(1),
  state: { exists: true },
  statusUrl: "/a",
  target: "/a",
  type: "a/b",
  url: "https://a.example/",
  xml: "<multistatus/>",
};
const scope = { ...core, contentDisposition, ...filledIn };

/** The calls of our functions in a text that say with what they are called, the outermost ones alone. */
function callsIn(text: string): readonly string[] {
  const calls: string[] = [];
  for (const { 0: begin, 1: name = "", index } of text.matchAll(/(?<![\w.])([\w.]+)\(/g)) {
    let depth = 1;
    let end = index + begin.length;
    for (; depth > 0 && end < text.length; end += 1) {
      depth += { "(": 1, ")": -1 }[text[end] ?? ""] ?? 0;
    }
    const call = text.slice(index, end);
    const isOurs = (name.split(".")[0] ?? "") in core || name === contentDisposition.name;
    if (isOurs && !call.endsWith("()") && !call.includes("...")) calls.push(call);
  }
  return calls;
}

/** A shorthand of what is a function of ours stands for what it makes. */
function spelledOut(call: string): string {
  return call.replace(/(?<=[{,] ?)etag(?= ?[,}])/, 'etag: etag("1")');
}

const fixes = [
  ...entries.map(({ id, fix }) => ({ id, fix })),
  ...Object.entries(probeRules).map(([id, { fix }]) => ({ id, fix })),
].flatMap(({ id, fix }) => callsIn(fix).map((call) => [id, call] as const));

describe("a fix shows calls that work", () => {
  it("has many", () => expect(fixes.length).toBeGreaterThan(60));

  it.each(fixes)("%s: %s", async (_id, call) => {
    const run = new Function(...Object.keys(scope), `"use strict"; return ${spelledOut(call)}`);
    await run(...Object.values(scope));
  });
});
