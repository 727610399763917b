import assert from "node:assert/strict";
import { link, wwwAuthenticate } from "../../packages/core/src/fields/index.ts";
import { conformanceReaders, readInPieces } from "../support/conformance-readers.ts";

type Law = (text: string) => void;

/** What must hold of what the linter, the prober and the command make of any text. */
export const conformanceLaws: { readonly [K in keyof typeof conformanceReaders]?: Law } = {
  // A recipient forgives other things than a judge does; what both of them read is the same.
  challengesOf: (text) => {
    const [judged, read] = [conformanceReaders.challengesOf(text), wwwAuthenticate.parse(text)];
    if (judged === undefined || read === undefined) return;
    const schemesOf = (all: readonly { readonly scheme: string }[]) =>
      all.map(({ scheme }) => scheme.toLowerCase());
    assert.deepEqual(schemesOf(judged), schemesOf(read));
  },
  linksOf: (text) => {
    const [judged, read] = [conformanceReaders.linksOf(text), link.parse(text)];
    if (judged === undefined || read === undefined) return;
    assert.deepEqual(
      judged.map(({ href }) => href),
      read.map(({ href }) => href),
    );
  },
  "archive of a browser": (text) => {
    const said = conformanceReaders["archive of a browser"](text);
    if (typeof said === "string") assert.match(said, /^a\.har: /);
  },
  "lint of a response": (text) => {
    for (const message of conformanceReaders["lint of a response"](text)) {
      assert.match(message, /^[^\r\n]{10,}$/);
    }
  },
  "parts of a response": (text) => {
    for (const [, length] of (conformanceReaders["parts of a response"](text) ?? []) as [
      [],
      number,
    ][]) {
      assert(0 <= length && length <= text.length);
    }
  },
  "response on the wire": (text) => {
    const whole = conformanceReaders["response on the wire"](text);
    for (const size of [1, 3, 7]) assert.deepEqual(readInPieces(text, size), whole);
  },
  withoutSecrets: (text) => {
    const [line = ""] = text.split("\r\n");
    const head = `${line}\r\nCookie: a=hunter2\r\nSet-Cookie: b=hunter2; Path=/`;
    assert.equal(
      conformanceReaders.withoutSecrets(head).split("hunter2").length,
      line.split("hunter2").length,
    );
  },
};
