import { describe, expect, it } from "vitest";
import * as fields from "../../../packages/core/src/fields/index.ts";

type Write = (text: string) => string;

// Each place of a value that text from a program can reach.
const places: Readonly<Record<string, Write>> = {
  "accept, type": (text) =>
    fields.accept.format([{ type: `a/${text}`, parameters: {}, weight: 1 }]),
  "accept, parameter": (text) =>
    fields.accept.format([{ type: "a/b", parameters: { c: text }, weight: 1 }]),
  "accept-encoding": (text) => fields.acceptEncoding.format([{ value: text, weight: 1 }]),
  "accept-encoding offer": (text) => fields.acceptEncodingField.format([text]),
  "accept-language": (text) => fields.acceptLanguage.format([{ value: text, weight: 1 }]),
  "accept offer": (text) => fields.acceptField.format([text]),
  "accept-patch": (text) => fields.acceptPatch.format([`a/b;c="${text}"`]),
  "accept-post": (text) => fields.acceptPost.format([`a/${text}`]),
  "accept-query": (text) => fields.acceptQuery.format([`a/b;c="${text}"`]),
  "accept-ranges": (text) => fields.acceptRanges.format([text]),
  allow: (text) => fields.allow.format([text]),
  "cache-control, name": (text) => fields.cacheControl.format({ [text]: true }),
  "cache-control, argument": (text) => fields.cacheControl.format({ x: text }),
  "cache-control, field names": (text) => fields.cacheControl.format({ private: text }),
  connection: (text) => fields.connection.format([text]),
  "content-language": (text) => fields.contentLanguage.format([text]),
  "content-location": (text) => fields.contentLocation.format(text),
  "content-range": (text) => fields.contentRange.format({ unit: text, size: 1 }),
  "content-type": (text) => fields.contentType.format({ type: text, parameters: {} }),
  "content-type, name": (text) =>
    fields.contentType.format({ type: "a/b", parameters: { [text]: "c" } }),
  etag: (text) => fields.etagField.format(fields.etag(text)),
  "if-match": (text) => fields.ifMatch.format([text as fields.ETag]),
  im: (text) => fields.im.format([text]),
  "link, href": (text) => fields.formatLink({ href: `/${text}`, rel: "a" }),
  "link, rel": (text) => fields.formatLink({ href: "/", rel: text }),
  "link, name": (text) => fields.formatLink({ href: "/", rel: "a", [text]: true }),
  "link, value": (text) => fields.formatLink({ href: "/", rel: "a", title: text }),
  location: (text) => fields.location.format(text),
  prefer: (text) => fields.prefer.format([{ name: "a", value: text, parameters: {} }]),
  "preference-applied": (text) => fields.preferenceApplied.format([{ name: text, value: "" }]),
  upgrade: (text) => fields.upgrade.format([text]),
  vary: (text) => fields.vary.format([text]),
  "challenge, scheme": (text) => fields.formatChallenge({ scheme: text }),
  "challenge, token68": (text) => fields.formatChallenge({ scheme: "a", token68: text }),
  "challenge, name": (text) => fields.formatChallenge({ scheme: "a", params: { [text]: "b" } }),
  "challenge, value": (text) => fields.formatChallenge({ scheme: "a", params: { b: text } }),
  "basic, realm": (text) => fields.formatChallenge(fields.basic(text)),
  "bearer, scope": (text) => fields.formatChallenge(fields.bearer({ scope: text })),
};

const shapes: Readonly<Record<string, string>> = {
  CRLF: "a\r\nset-cookie: h=1",
  LF: "a\nset-cookie: h=1",
  CR: "a\rset-cookie: h=1",
  NUL: "a\0b",
  DEL: "a\x7fb",
  "what ends in CR LF as a byte": "a\u010d\u010aset-cookie: h=1",
  "what ends in LF as a byte": "a\u280aset-cookie: h=1",
  "Latin-1": "caf\u00e9",
  "a lone surrogate": "a\ud800",
};

describe.each(Object.entries(places))("%s", (_place, write) => {
  it.each(Object.entries(shapes))("lets no %s through", (_shape, text) => {
    let line: string;
    try {
      line = write(text);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return;
    }
    expect(line).toMatch(/^[!-~][ -~]*$/);
    expect(line).not.toContain("set-cookie: h=1");
  });
});
