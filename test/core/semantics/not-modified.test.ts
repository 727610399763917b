import { describe, expect, it } from "vitest";
import {
  isRepresentationMetadata,
  notModifiedFields,
} from "../../../packages/core/src/semantics/not-modified.ts";

const kept = {
  "cache-control": "no-cache",
  "content-location": "/a",
  date: "Sun, 06 Nov 1994 08:49:37 GMT",
  etag: '"a"',
  expires: "0",
  vary: "accept",
  "access-control-allow-origin": "*",
  "content-security-policy": "default-src 'none'",
  "set-cookie": ["a=b", "c=d"],
};
const dropped = {
  "accept-ranges": "bytes",
  "content-disposition": "inline",
  "content-encoding": "gzip",
  "content-language": "en",
  "content-length": "3",
  "content-range": "bytes 0-1/3",
  "content-type": "text/html",
};
const at = { "last-modified": "Sun, 06 Nov 1994 08:49:37 GMT" };

describe("RFC 9110 section 15.4.5, the fields of a 304", () => {
  it.each([
    ["with an ETag, Last-Modified goes", { ...kept, ...dropped, ...at }, kept],
    ["without an ETag, Last-Modified stays", { ...dropped, ...at }, at],
    ["nothing of nothing", {}, {}],
  ])("%s", (_rule, of200, of304) => {
    const filtered = notModifiedFields(of200);
    expect({ ...filtered }).toEqual(of304);
    expect(Object.getPrototypeOf(filtered)).toBeNull();
  });
});

describe("isRepresentationMetadata", () => {
  it.each(Object.keys({ ...dropped, ...at, etag: "" }))("%s describes the content", (name) => {
    expect(isRepresentationMetadata(name)).toBe(true);
  });
  it.each(["content-security-policy", "vary", "set-cookie", "constructor"])(
    "%s does not",
    (name) => {
      expect(isRepresentationMetadata(name)).toBe(false);
    },
  );
});
